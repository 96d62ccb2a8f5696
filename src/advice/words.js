// What is said to who set a page up, in both languages.

const listed = (names) => names.join(", ");

const VI = {
  forOfficers: "Dành cho người phụ trách trang",
  later: "Hiện chưa xem được nội dung này. Vui lòng thử lại sau.",
  feedMissing: "Thiếu thuộc tính src: cần địa chỉ của nguồn tin, ví dụ src=\"/feed.json\".",
  curly: "Địa chỉ hoặc giá trị này có dấu ngoặc cong (“ ”): vui lòng gõ lại bằng dấu ngoặc thẳng (\").",
  wrong: (attribute, value, takes) => `Giá trị ${attribute}="${value}" không hợp lệ. Giá trị được chấp nhận: ${takes}.`,
  takes: (takes) =>
    ({ address: "một địa chỉ web, ví dụ /feed.json", json: 'một đối tượng JSON, ví dụ {"more": "Xem tiếp"}' })[takes] ??
    (/^\d+–\d+$/.test(takes) ? `số nguyên từ ${takes.replace("–", " đến ")}` : takes),
  category: (value, known) => `Nguồn tin không có chuyên mục “${value}”. ${known ? `Các chuyên mục: ${known}.` : "Các tin không ghi chuyên mục."}`,
  unclosed: (tag) =>
    `Thẻ <${tag}> chưa được đóng nên phần sau của trang nằm bên trong thẻ. Vui lòng viết đủ thẻ đóng: <${tag} …></${tag}>; HTML không nhận cách viết <${tag} />.`,
  attribute: (tag, name, near, known) =>
    `<${tag}> không có thuộc tính ${name}${near ? `; có phải là ${near}?` : `. Các thuộc tính của thẻ: ${listed(known)}.`}`,
  tag: (tag, near, tags) => `Không có thẻ <${tag}>${near ? `; có phải là <${near}>?` : `. Các thẻ: ${listed(tags)}.`}`,
  copies: (first, second) =>
    `Trang có hai phiên bản Bangtin: ${first ?? "một phiên bản cũ"} và ${second}. Vui lòng chỉ giữ một thẻ script.`,
  noWebAssembly:
    "Chính sách CSP của trang thiếu 'wasm-unsafe-eval' trong script-src, hoặc trình duyệt không có WebAssembly.",
  mixed: (address) => `Trang dùng https nhưng nguồn tin dùng http nên trình duyệt chặn. Vui lòng đổi thành địa chỉ https: ${address}`,
  policy: (origin) => `Chính sách CSP của trang chưa cho phép ${origin}. Vui lòng thêm vào connect-src.`,
  otherOrigin: (address, origin) =>
    `Máy chủ có trả lời nhưng chưa cho phép trang ${origin} đọc ${address}. Nguồn tin: vui lòng thêm tiêu đề access-control-allow-origin; dịch vụ Bangtin: thêm ${origin} vào origins của đơn vị.`,
  unreachable: (address) => `Không kết nối được tới ${address}. Vui lòng kiểm tra địa chỉ, tên miền và chứng chỉ của máy chủ.`,
  notFound: (address) => `Không tìm thấy nội dung ở ${address}. Vui lòng kiểm tra địa chỉ, và mã bài nếu có.`,
  refused: (address) => `Máy chủ không trả về nội dung ở ${address}.`,
  unreadable: (address) => `${address} có trả lời nhưng không phải JSON Feed hay nguồn tin khác.`,
};

const EN = {
  forOfficers: "For who set this page up",
  later: "This can't be shown at the moment. Please try again later.",
  feedMissing: 'The attribute src is missing: the address of a feed, such as src="/feed.json".',
  curly: "There are curly quotes (“ ”) in it: please type straight ones (\").",
  wrong: (attribute, value, takes) => `${attribute}="${value}" is not valid. It takes ${takes}.`,
  takes: (takes) =>
    ({ address: "a web address, such as /feed.json", json: 'a JSON object, such as {"more": "Read on"}' })[takes] ??
    (/^\d+–\d+$/.test(takes) ? `a whole number from ${takes.replace("–", " to ")}` : takes),
  category: (value, known) => `The feed has no category “${value}”. ${known ? `It has: ${known}.` : "Its items name none."}`,
  unclosed: (tag) => `<${tag}> is not closed, so the rest of the page is inside it. Please write the end tag: <${tag} …></${tag}>; HTML does not know <${tag} />.`,
  attribute: (tag, name, near, known) => `<${tag}> has no attribute ${name}${near ? `; was ${near} meant?` : `. Its attributes: ${listed(known)}.`}`,
  tag: (tag, near, tags) => `There is no <${tag}>${near ? `; was <${near}> meant?` : `. There are: ${listed(tags)}.`}`,
  copies: (first, second) => `The page has two versions of Bangtin: ${first ?? "an old one"} and ${second}. Please keep one script tag.`,
  noWebAssembly:
    "The page's CSP lacks 'wasm-unsafe-eval' in script-src, or this browser has no WebAssembly.",
  mixed: (address) => `The page is https and the feed is http, which browsers block. Please use an https address: ${address}`,
  policy: (origin) => `The page's CSP does not allow ${origin}. Please add it to connect-src.`,
  otherOrigin: (address, origin) =>
    `The server answers, but does not let the page ${origin} read ${address}. A feed needs the header access-control-allow-origin, the Bangtin service ${origin} among its origins.`,
  unreachable: (address) => `${address} could not be reached. Please check its address, name and certificate.`,
  notFound: (address) => `Nothing was found at ${address}. Please check the address and the item.`,
  refused: (address) => `The server gave no content at ${address}.`,
  unreadable: (address) => `${address} answers, but with no feed.`,
};

export const words = (isEnglish) => (isEnglish ? EN : VI);
