//! The sky in words: the codes of WMO table 4677 that forecasts use.

use bangtin_model::answers::Sky;

/// The words of a code; nothing for a code that forecasts do not use.
pub(super) fn sky(code: u8) -> Option<Sky> {
    let (text_vi, text_en) = words(code)?;
    Some(Sky {
        code: code.into(),
        text_vi: text_vi.into(),
        text_en: text_en.into(),
    })
}

const fn words(code: u8) -> Option<(&'static str, &'static str)> {
    Some(match code {
        0 => ("Trời quang", "Clear sky"),
        1 => ("Ít mây", "Mainly clear"),
        2 => ("Mây rải rác", "Partly cloudy"),
        3 => ("Nhiều mây", "Overcast"),
        45 => ("Sương mù", "Fog"),
        48 => ("Sương mù đóng băng", "Freezing fog"),
        51 => ("Mưa phùn nhẹ", "Light drizzle"),
        53 => ("Mưa phùn", "Drizzle"),
        55 => ("Mưa phùn nặng hạt", "Heavy drizzle"),
        56 => ("Mưa phùn đóng băng, nhẹ", "Light freezing drizzle"),
        57 => ("Mưa phùn đóng băng", "Freezing drizzle"),
        61 => ("Mưa nhỏ", "Light rain"),
        63 => ("Mưa vừa", "Rain"),
        65 => ("Mưa to", "Heavy rain"),
        66 => ("Mưa đóng băng nhẹ", "Light freezing rain"),
        67 => ("Mưa đóng băng", "Freezing rain"),
        71 => ("Tuyết rơi nhẹ", "Light snow"),
        73 => ("Tuyết rơi", "Snow"),
        75 => ("Tuyết rơi dày", "Heavy snow"),
        77 => ("Hạt tuyết", "Snow grains"),
        80 => ("Mưa rào nhẹ", "Light showers"),
        81 => ("Mưa rào", "Showers"),
        82 => ("Mưa rào rất to", "Violent showers"),
        85 => ("Mưa tuyết nhẹ", "Light snow showers"),
        86 => ("Mưa tuyết", "Snow showers"),
        95 => ("Dông", "Thunderstorm"),
        96 => ("Dông kèm mưa đá nhỏ", "Thunderstorm with light hail"),
        99 => ("Dông kèm mưa đá", "Thunderstorm with hail"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::sky;
    use unicode_normalization::is_nfc;

    #[test]
    fn each_code_of_a_forecast_has_words_in_both_languages() {
        let all: Vec<_> = (0..=u8::MAX).filter_map(sky).collect();
        assert_eq!(all.len(), 28);
        for sky in &all {
            assert!(
                is_nfc(&sky.text_vi) && !sky.text_vi.is_ascii() && sky.text_en.is_ascii(),
                "{sky:?}"
            );
        }
        assert_eq!(sky(4), None);
    }
}
