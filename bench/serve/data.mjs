// Made feeds, the same each time: `N.json` has N items, newest first, in five categories, each with a picture.
// In `N.json?edition=E` every tenth title ends with the number of the edition.

const CATEGORIES = [
  ["thong-bao", "Thông báo"],
  ["tin-tuc", "Tin tức – Sự kiện"],
  ["nong-nghiep", "Nông nghiệp – Nông thôn"],
  ["van-hoa", "Văn hóa – Giáo dục"],
  ["y-te", "Y tế – An sinh"],
];
const WHO = ["UBND xã Sông Ba", "Hội Nông dân xã", "Đoàn Thanh niên xã", "Hội Phụ nữ xã", "Trạm Y tế xã", "Trường Tiểu học Sông Ba", "Công an xã"];
const DOES = ["tổ chức", "thông báo", "triển khai", "sơ kết", "vận động", "hướng dẫn", "kiểm tra", "phát động"];
const WHAT = [
  "công tác dân vận ở cơ sở",
  "lịch tiêm chủng cho trẻ em",
  "vụ lúa đông xuân",
  "sửa chữa kênh mương nội đồng",
  "chuyển đổi cây trồng trên đất dốc",
  "ngày hội đọc sách",
  "phòng chống thiên tai",
  "giải bóng đá thiếu niên",
  "thủ tục hành chính trực tuyến",
  "trồng rừng phân tán",
  "lễ hội cồng chiêng",
  "khám sức khỏe người cao tuổi",
];
const WHEN = ["quý I", "quý III", "năm 2026", "tháng 11", "đợt 2", "tuần này", "trước mùa mưa lũ", "dịp cuối năm"];
const HOUR = 60 * 60 * 1000;
const NEWEST = Date.UTC(2026, 10, 18, 9, 30);

export function feed(count, edition) {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "Tin thử tải",
    home_page_url: "https://songba.example.gov.vn/",
    language: "vi",
    items: Array.from({ length: count }, (_, index) => item(index, edition)),
    _bangtin: { version: 1, categories: CATEGORIES.map(([id, name]) => ({ id, name })) },
  });
}

function item(index, edition) {
  const dice = throwDice(index);
  const [who, does, what, when] = [WHO, DOES, WHAT, WHEN].map((words) => words[dice(words.length)]);
  const [id, name] = CATEGORIES[index % CATEGORIES.length];
  const suffix = index % 10 === 9 ? ` (bản ${edition})` : "";
  return {
    id: `tai-${index}`,
    url: `https://songba.example.gov.vn/tin/tai-${index}.html`,
    title: `${who} ${does} ${what} ${when}${suffix}`,
    summary: `Nội dung ${what} được ${who} ${does} với sự tham gia của bà con các thôn, buôn trên địa bàn.`,
    image: `thumbnail-${index % 8}.svg`,
    date_published: `${new Date(NEWEST - index * HOUR).toISOString().slice(0, 19)}+07:00`,
    _bangtin: { views: dice(20_000), category: { id, name } },
  };
}

/** Chance that falls the same way for each seed (mulberry32). */
function throwDice(seed) {
  let state = seed * 0x9e3779b9;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** A picture that costs nothing to load. */
export function thumbnail(number) {
  const hill = `<path fill="#fff5" d="M0 400 200 ${140 + number * 15} 340 300 460 190 600 400Z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="hsl(${number * 45} 35% 55%)"/>${hill}</svg>`;
}
