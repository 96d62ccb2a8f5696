//! `view!`: from markup to a template and what fills its holes.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::{
    Infallible, Parser, ParserConfig,
    node::{
        KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeElement, NodeName, RawText,
    },
};
use syn::{Error, Expr, Ident, Lit, Pat, Result, spanned::Spanned};

use crate::template::{Template, is_plain};

/// Elements that hold nothing and are not closed.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

type Element = NodeElement<Infallible>;

pub fn expand(tokens: TokenStream) -> TokenStream {
    let config = ParserConfig::new().always_self_closed_elements(HashSet::from(VOID));
    match Parser::new(config).parse_simple(tokens) {
        Ok(nodes) => views(&nodes),
        Err(error) => Err(error),
    }
    .unwrap_or_else(|error| error.to_compile_error())
}

/// One node as itself, several as a list.
fn views(nodes: &[Node]) -> Result<TokenStream> {
    let views: Vec<_> = nodes
        .iter()
        .filter_map(|node| view(node).transpose())
        .collect::<Result<_>>()?;
    Ok(match views.as_slice() {
        [one] => one.clone(),
        many => quote! { ::bangtin::view::View::list(::std::vec![#(#many),*]) },
    })
}

/// `None` for a comment.
fn view(node: &Node) -> Result<Option<TokenStream>> {
    Ok(Some(match node {
        Node::Element(element) if is_component(element.name()) => component(element)?,
        Node::Element(element) => template(element)?,
        Node::Fragment(fragment) => views(&fragment.children)?,
        Node::Block(block) => {
            quote! { ::bangtin::view::IntoView::into_view(#[allow(unused_braces, unused_parens)] #block) }
        }
        Node::Text(text) => text_view(&text.value_string()),
        Node::RawText(text) => return Err(unquoted(text)),
        Node::Comment(_) => return Ok(None),
        Node::Doctype(doctype) => {
            return Err(Error::new(doctype.span(), "a template has no doctype"));
        }
        Node::Custom(_) => return Ok(None),
    }))
}

fn text_view(text: &str) -> TokenStream {
    quote! { ::bangtin::view::IntoView::into_view(#text) }
}

/// Text stands in quotes. What does not is most likely code: `a=b > c` ends at its `>`.
fn unquoted(text: &RawText) -> Error {
    let why = format!(
        "text is written in quotes, and a value that holds `>` in braces: {}",
        text.to_string_best()
    );
    Error::new(text.span(), why)
}

fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase)),
        _ => false,
    }
}

/// An element with all that stands in it up to the next component or block.
fn template(element: &Element) -> Result<TokenStream> {
    let (mut template, mut values) = (Template::new(), Vec::new());
    write(element, &mut template, &mut values)?;
    let (text, properties) = template.finish();
    Ok(quote! {{
        static TEMPLATE: ::bangtin::view::Template = ::bangtin::view::Template::new(#text, #properties);
        ::bangtin::view::View::of(&TEMPLATE, &mut *::core::mem::ManuallyDrop::new([#(#values),*]))
    }})
}

fn write(element: &Element, template: &mut Template, values: &mut Vec<TokenStream>) -> Result<()> {
    let tag = element.name().to_string();
    if VOID.contains(&tag.as_str()) && !element.children.is_empty() {
        let why = format!("<{tag}> holds nothing");
        return Err(Error::new(element.name().span(), why));
    }
    template.open(&tag);
    template.count(element.attributes().len());
    for attribute in element.attributes() {
        write_attribute(attribute, template, values)?;
    }
    let children: Vec<_> = element
        .children
        .iter()
        .filter(|child| !matches!(child, Node::Comment(_)))
        .collect();
    template.count(children.len());
    for child in children {
        match child {
            Node::Element(child) if !is_component(child.name()) => write(child, template, values)?,
            Node::Text(text) if is_plain(&text.value_string()) => {
                template.text(&text.value_string());
            }
            child => {
                template.hole();
                values.extend(view(child)?);
            }
        }
    }
    Ok(())
}

fn write_attribute(
    attribute: &NodeAttribute,
    template: &mut Template,
    values: &mut Vec<TokenStream>,
) -> Result<()> {
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(
            attribute.span(),
            "attributes are written one by one: name=value",
        ));
    };
    let name = attribute.key.to_string();
    let place = attribute.key.span();
    let value = attribute.value();
    match name.split_once(':') {
        None => match value {
            None => template.attribute(&name, ""),
            Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => {
                match is_plain(&text.value()) {
                    true => template.attribute(&name, &text.value()),
                    false => return Err(Error::new(place, "a control character")),
                }
            }
            Some(value) => {
                template.attribute_hole(&name);
                values.push(into_view(value));
            }
        },
        Some(("on", _)) => {
            let act = needed(attribute, value)?;
            template.attribute_hole(&name);
            values.push(quote_spanned! { place=> ::bangtin::view::View::on(#act) });
        }
        Some(("prop" | "class", _)) => {
            let value = needed(attribute, value)?;
            template.attribute_hole(&name);
            values.push(into_view(value));
        }
        Some((prefix, _)) => {
            let why = format!(
                "`{prefix}:` is not known: there are on:event, on:event:capture, prop:name and class:name"
            );
            return Err(Error::new(place, why));
        }
    }
    Ok(())
}

fn needed<'a>(attribute: &KeyedAttribute, value: Option<&'a Expr>) -> Result<&'a Expr> {
    value.ok_or_else(|| Error::new(attribute.key.span(), "this needs a value: name=value"))
}

fn into_view(value: &Expr) -> TokenStream {
    quote_spanned! { value.span()=> ::bangtin::view::IntoView::into_view(#[allow(unused_braces, unused_parens)] { #value }) }
}

/// A call of the component's function with its props by their names.
fn component(element: &Element) -> Result<TokenStream> {
    let name = element.name();
    let NodeName::Path(path) = name else {
        return Err(Error::new(name.span(), "a component is a path"));
    };
    let (mut given, mut bound) = (Vec::new(), Vec::new());
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "props are written name=value"));
        };
        match binding(attribute)? {
            Some(patterns) => bound.extend(patterns),
            None => given.push(prop(attribute)?),
        }
    }
    let children: Vec<_> = element
        .children
        .iter()
        .filter(|child| !matches!(child, Node::Comment(_)))
        .collect();
    if !children.is_empty() {
        let inside = views(&element.children)?;
        given.push(quote! { .children(move |#(#bound),*| #inside) });
    }
    let place = name.span();
    // At the component's name, so that a missing prop is told there.
    let finish = quote_spanned! { place=> .build() };
    Ok(quote_spanned! { place=> #path(::bangtin::view::props_of(&#path) #(#given)* #finish) })
}

/// `let:item` and `let(item)`: what the children are given.
fn binding(attribute: &KeyedAttribute) -> Result<Option<Vec<Pat>>> {
    let name = attribute.key.to_string();
    if let KeyedAttributeValue::Binding(binding) = &attribute.possible_value {
        return match name.as_str() {
            "let" => Ok(Some(binding.inputs.iter().cloned().collect())),
            _ => Err(Error::new(attribute.key.span(), "only let(…) takes names")),
        };
    }
    let Some(name) = name.strip_prefix("let:") else {
        return Ok(None);
    };
    let name = Ident::new(name, last_span(&attribute.key));
    Ok(Some(vec![syn::parse_quote! { #name }]))
}

fn last_span(name: &NodeName) -> Span {
    match name {
        NodeName::Punctuated(parts) => parts.last().map_or_else(|| name.span(), Spanned::span),
        _ => name.span(),
    }
}

fn prop(attribute: &KeyedAttribute) -> Result<TokenStream> {
    let NodeName::Path(path) = &attribute.key else {
        let why = "a prop has a plain name; listeners and classes belong to elements";
        return Err(Error::new(attribute.key.span(), why));
    };
    let name = path
        .path
        .get_ident()
        .ok_or_else(|| Error::new(path.span(), "a prop has a plain name"))?;
    Ok(match attribute.value() {
        Some(value) => {
            quote_spanned! { name.span()=> .#name(#[allow(unused_braces, unused_parens)] { #value }) }
        }
        None => quote_spanned! { name.span()=> .#name(#name) },
    })
}

#[cfg(test)]
mod tests;
