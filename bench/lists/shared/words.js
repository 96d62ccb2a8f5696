/** What readers see. */
export const words = {
  label: "Danh sách tin",
  search: "Tìm tin (gõ không dấu cũng được)",
  all: "Tất cả",
  more: "Xem thêm",
  retry: "Thử lại",
  empty: "Chưa có tin nào.",
  nothingFound: "Không tìm thấy tin nào phù hợp.",
  loading: "Đang tải tin…",
  loadingMore: "Đang tải thêm…",
  moreFailed: "Chưa tải thêm được. Vui lòng bấm lại nút bên dưới.",
  failed: "Chưa tải được tin. Vui lòng kiểm tra mạng rồi thử lại.",
  found: (count) => `Tìm thấy ${count} tin.`,
  views: (count) => `${count} lượt xem`,
};
