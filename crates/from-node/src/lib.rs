//! `#[derive(FromNode)]`: the answers of the service as the kit reads them, from the browser's own parsed JSON. The service
//! serialises the same types with serde.

use proc_macro::TokenStream;
use proc_macro2::Span;
use quote::quote;
use syn::{
    Data, DeriveInput, Error, Fields, Ident, LitStr, Result, parse_macro_input, spanned::Spanned,
};

/// Reads a struct field by field: a member that is missing or of the wrong type costs an `Option` or a `Vec` itself, and anything
/// else the whole. An enum without fields is a string that names a variant in lower case.
///
/// `#[node(name = "type")]` names the member, `#[node(flatten)]` reads the field from the same object, `#[node(skip)]` reads nothing: the
/// field has its default.
#[proc_macro_derive(FromNode, attributes(node))]
pub fn from_node(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn expand(input: &DeriveInput) -> Result<proc_macro2::TokenStream> {
    let name = &input.ident;
    let body = match &input.data {
        Data::Struct(data) => structure(&data.fields)?,
        Data::Enum(data) => {
            let mut arms = Vec::new();
            for variant in &data.variants {
                if !matches!(variant.fields, Fields::Unit) {
                    return Err(Error::new(variant.span(), "a variant with fields"));
                }
                let ident = &variant.ident;
                let text = ident.to_string().to_lowercase();
                arms.push(quote! { #text => Some(Self::#ident), });
            }
            quote! { match crate::Node::text(node)?.as_str() { #(#arms)* _ => None } }
        }
        Data::Union(_) => return Err(Error::new(Span::call_site(), "a union")),
    };
    Ok(quote! {
        impl crate::FromNode for #name {
            fn from_node<N: crate::Node>(node: &N) -> Option<Self> {
                #body
            }
        }
    })
}

fn structure(fields: &Fields) -> Result<proc_macro2::TokenStream> {
    let mut read = Vec::new();
    for field in fields {
        let name = field
            .ident
            .as_ref()
            .ok_or_else(|| Error::new(field.span(), "a field without a name"))?;
        read.push(match How::of(field, name)? {
            How::Flatten => quote! { #name: crate::FromNode::from_node(node)?, },
            How::Skip => quote! { #name: Default::default(), },
            How::Member(member) => {
                quote! { #name: crate::FromNode::from_member(crate::Node::get(node, #member))?, }
            }
        });
    }
    Ok(quote! { Some(Self { #(#read)* }) })
}

enum How {
    Flatten,
    Skip,
    Member(String),
}

impl How {
    fn of(field: &syn::Field, name: &Ident) -> Result<Self> {
        let mut how = Self::Member(name.to_string());
        for attribute in field.attrs.iter().filter(|one| one.path().is_ident("node")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("flatten") {
                    how = Self::Flatten;
                } else if meta.path.is_ident("skip") {
                    how = Self::Skip;
                } else if meta.path.is_ident("name") {
                    how = Self::Member(meta.value()?.parse::<LitStr>()?.value());
                } else {
                    return Err(meta.error("there are flatten, name and skip"));
                }
                Ok(())
            })?;
        }
        Ok(how)
    }
}
