//! The provinces and cities of Viet Nam since 1 July 2025 (resolution 202/2025/QH15), each with its administrative centre.

use serde::Serialize;
use utoipa::ToSchema;

use crate::config::Weather;

/// A province or a city under the central government.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// Its name in requests, such as `ha-noi`.
    pub id: &'static str,
    /// Its name for readers, such as `Hà Nội`.
    pub name: &'static str,
    /// The town whose weather is asked for: the administrative centre.
    pub centre: &'static str,
    /// Degrees north of that town, to about a kilometre.
    pub latitude: f64,
    /// Degrees east of that town, to about a kilometre.
    pub longitude: f64,
}

/// The places that a site's settings name; all where they name none. Ids that are not known are left out.
pub fn places(weather: &Weather) -> impl Iterator<Item = &'static Place> {
    PLACES
        .iter()
        .filter(|place| weather.places.is_empty() || weather.places.iter().any(|id| id == place.id))
}

/// The first place of a site's settings: the one meant where a reader names none.
#[must_use]
pub fn first_place(weather: &Weather) -> Option<&'static Place> {
    let named = weather.places.iter().find_map(|id| find(id));
    named.or_else(|| weather.places.is_empty().then(|| PLACES.first()).flatten())
}

/// The place of this id.
#[must_use]
pub(super) fn find(id: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.id == id)
}

const fn at(
    id: &'static str,
    name: &'static str,
    centre: &'static str,
    latitude: f64,
    longitude: f64,
) -> Place {
    Place {
        id,
        name,
        centre,
        latitude,
        longitude,
    }
}

/// The six cities, then the provinces from north to south.
pub static PLACES: [Place; 34] = [
    at("ha-noi", "Hà Nội", "Hà Nội", 21.03, 105.85),
    at(
        "ho-chi-minh",
        "Thành phố Hồ Chí Minh",
        "Sài Gòn",
        10.78,
        106.70,
    ),
    at("hai-phong", "Hải Phòng", "Thủy Nguyên", 20.91, 106.67),
    at("da-nang", "Đà Nẵng", "Hải Châu", 16.07, 108.22),
    at("hue", "Huế", "Thuận Hóa", 16.46, 107.59),
    at("can-tho", "Cần Thơ", "Ninh Kiều", 10.03, 105.79),
    at("tuyen-quang", "Tuyên Quang", "Tuyên Quang", 21.82, 105.21),
    at("cao-bang", "Cao Bằng", "Cao Bằng", 22.67, 106.26),
    at("lai-chau", "Lai Châu", "Lai Châu", 22.40, 103.46),
    at("lao-cai", "Lào Cai", "Yên Bái", 21.72, 104.91),
    at("thai-nguyen", "Thái Nguyên", "Thái Nguyên", 21.59, 105.85),
    at("dien-bien", "Điện Biên", "Điện Biên Phủ", 21.39, 103.02),
    at("lang-son", "Lạng Sơn", "Lạng Sơn", 21.85, 106.76),
    at("son-la", "Sơn La", "Sơn La", 21.33, 103.92),
    at("phu-tho", "Phú Thọ", "Việt Trì", 21.32, 105.40),
    at("bac-ninh", "Bắc Ninh", "Bắc Giang", 21.27, 106.19),
    at("quang-ninh", "Quảng Ninh", "Hạ Long", 20.95, 107.08),
    at("hung-yen", "Hưng Yên", "Hưng Yên", 20.65, 106.05),
    at("ninh-binh", "Ninh Bình", "Hoa Lư", 20.25, 105.97),
    at("thanh-hoa", "Thanh Hóa", "Hạc Thành", 19.81, 105.78),
    at("nghe-an", "Nghệ An", "Vinh", 18.68, 105.68),
    at("ha-tinh", "Hà Tĩnh", "Hà Tĩnh", 18.34, 105.91),
    at("quang-tri", "Quảng Trị", "Đồng Hới", 17.47, 106.62),
    at("quang-ngai", "Quảng Ngãi", "Quảng Ngãi", 15.12, 108.79),
    at("gia-lai", "Gia Lai", "Quy Nhơn", 13.78, 109.22),
    at("dak-lak", "Đắk Lắk", "Buôn Ma Thuột", 12.67, 108.04),
    at("khanh-hoa", "Khánh Hòa", "Nha Trang", 12.24, 109.19),
    at("lam-dong", "Lâm Đồng", "Đà Lạt", 11.94, 108.46),
    at("dong-nai", "Đồng Nai", "Biên Hòa", 10.95, 106.82),
    at("tay-ninh", "Tây Ninh", "Tân An", 10.54, 106.41),
    at("dong-thap", "Đồng Tháp", "Mỹ Tho", 10.36, 106.36),
    at("vinh-long", "Vĩnh Long", "Vĩnh Long", 10.25, 105.97),
    at("an-giang", "An Giang", "Rạch Giá", 10.01, 105.08),
    at("ca-mau", "Cà Mau", "Cà Mau", 9.18, 105.15),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_normalization::UnicodeNormalization;

    use super::PLACES;

    /// The name without marks, as an id is written.
    fn slug(name: &str) -> String {
        let name = name.trim_start_matches("Thành phố ");
        let bare: String = name
            .to_lowercase()
            .replace('đ', "d")
            .nfd()
            .filter(|c| c.is_ascii())
            .collect();
        bare.replace(' ', "-")
    }

    #[test]
    fn there_are_34_and_each_lies_in_viet_nam() {
        let unique = |values: Vec<String>| values.into_iter().collect::<HashSet<_>>().len();
        assert_eq!(unique(PLACES.iter().map(|p| p.id.into()).collect()), 34);
        assert_eq!(unique(PLACES.iter().map(|p| p.name.into()).collect()), 34);
        assert_eq!(
            unique(
                PLACES
                    .iter()
                    .map(|p| format!("{} {}", p.latitude, p.longitude))
                    .collect()
            ),
            34
        );
        for place in &PLACES {
            assert!((8.5..23.4).contains(&place.latitude), "{place:?}");
            assert!((102.1..109.5).contains(&place.longitude), "{place:?}");
            assert!(
                unicode_normalization::is_nfc(place.name)
                    && unicode_normalization::is_nfc(place.centre)
            );
            assert_eq!(place.id, slug(place.name));
        }
    }

    #[test]
    fn the_provinces_come_from_north_to_south() {
        let cities = [
            "ha-noi",
            "ho-chi-minh",
            "hai-phong",
            "da-nang",
            "hue",
            "can-tho",
        ];
        assert!(PLACES.iter().map(|place| place.id).take(6).eq(cities));
        // A narrow country with a bend: neighbours may be out of order by a degree, not more.
        let south = PLACES.iter().skip(6).map(|place| place.latitude);
        let mut least = f64::MAX;
        for latitude in south {
            assert!(latitude < least + 1.0, "{latitude} after {least}");
            least = least.min(latitude);
        }
    }
}
