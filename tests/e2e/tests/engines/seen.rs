//! An element as everybody sees it: narrow, a phone, a desk; light, dark, forced colours, double text. Pictures are in `target/screens`.

use bangtin_e2e::{Media, Page, Viewport};

/// Shows this body in each way and waits for `ready`; nothing may stick out, and axe finds nothing in the elements.
pub(crate) fn by_everybody(
    page: &Page<'_>,
    name: &str,
    body: &str,
    elements: &[&str],
    ready: &dyn Fn(),
) {
    let styles = [
        ("light", ""),
        (
            "dark",
            "html { background: #12100e; color: #eee } a { color: #9cf }",
        ),
    ];
    for width in [240, 360, 1200] {
        page.resize(Viewport { width, height: 740 });
        for (scheme, style) in styles {
            shown(
                page,
                &format!("{name}-{scheme}"),
                style,
                body,
                elements,
                ready,
            );
        }
    }
    page.resize(Viewport::PHONE);
    shown(
        page,
        &format!("{name}-text-200"),
        "body { --bangtin-size: 34px }",
        body,
        elements,
        ready,
    );
    page.emulate(&[Media::ForcedColours]);
    shown(
        page,
        &format!("{name}-forced-colours"),
        "",
        body,
        elements,
        ready,
    );
    page.emulate(&[]);
}

fn shown(
    page: &Page<'_>,
    name: &str,
    style: &str,
    body: &str,
    elements: &[&str],
    ready: &dyn Fn(),
) {
    page.show(&format!(
        "<style>body {{ margin: 8px }} {style}</style><main><h1>Trang thử</h1>{body}</main>"
    ));
    ready();
    page.fits();
    page.screenshot(name);
    for element in elements {
        let violations: Vec<String> = page.axe(element).iter().map(ToString::to_string).collect();
        assert!(violations.is_empty(), "{name}, {element}: {violations:#?}");
    }
}
