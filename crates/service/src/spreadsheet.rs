//! What goes into a table for a spreadsheet.

/// By these a spreadsheet knows a formula at the beginning of a cell; by those of full width as well, as East Asian keyboards write them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that is read as text. Strangers choose what stands in some: an address may begin like a formula (`=a@example.vn`), which a spreadsheet
/// would calculate.
pub(crate) fn inert(cell: &str) -> String {
    if cell.starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for formula in [
            "=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a",
        ] {
            assert_eq!(inert(formula), format!("'{formula}"));
        }
        for text in ["", "Chợ phiên", "a=1", "1-2"] {
            assert_eq!(inert(text), text);
        }
    }
}
