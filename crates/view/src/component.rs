//! `#[component]`: a function whose parameters have names at the place of its call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Error, Expr, FnArg, GenericArgument, Ident, ItemFn, Pat, PathArguments, Result, Token, Type,
    parse::Parser, spanned::Spanned,
};

pub fn expand(options: TokenStream, function: TokenStream) -> TokenStream {
    if !options.is_empty() {
        return Error::new(options.span(), "#[component] takes nothing").to_compile_error();
    }
    syn::parse2(function)
        .and_then(component)
        .unwrap_or_else(|error| error.to_compile_error())
}

/// A parameter of the function.
struct Prop {
    name: Ident,
    kind: Type,
    docs: Vec<syn::Attribute>,
    /// What it is where it is left out; `None` where it must be given.
    default: Option<TokenStream>,
    /// Whether whatever becomes it is taken.
    into: bool,
    /// Whether an `Option` takes its value without `Some`.
    strip: bool,
}

fn component(mut function: ItemFn) -> Result<TokenStream> {
    let props = function
        .sig
        .inputs
        .iter_mut()
        .map(prop)
        .collect::<Result<Vec<_>>>()?;
    if !function.sig.generics.params.is_empty() {
        let why = "a component has no type parameters: write its props and its builder by hand, as view::For does";
        return Err(Error::new(function.sig.generics.span(), why));
    }
    let name = &function.sig.ident;
    let visible = &function.vis;
    let struct_name = format_ident!("{name}Props");
    let builder = format_ident!("{name}PropsBuilder");
    let (names, kinds): (Vec<_>, Vec<_>) =
        props.iter().map(|prop| (&prop.name, &prop.kind)).unzip();
    let docs = props.iter().map(|prop| &prop.docs);
    let slots: Vec<_> = (0..props.len()).map(|at| format_ident!("S{at}")).collect();
    let unset = props.iter().map(|_| quote! { () });
    let setters = (0..props.len()).map(|at| setter(&builder, visible, &props, &slots, at));
    let build = build(&struct_name, &builder, visible, &props, &slots);
    let inputs = &function.sig.inputs;
    let (output, body, attributes) = (&function.sig.output, &function.block, &function.attrs);
    let about = format!("The props of [`{name}`].");
    let taken = if inputs.is_empty() {
        quote! { _: #struct_name }
    } else {
        quote! { #struct_name { #(#names),* }: #struct_name }
    };
    let patterns = inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) if is_mutable(&typed.pat) => {
            let pattern = &typed.pat;
            let name = bare(pattern)?;
            Some(quote! { let #pattern = #name; })
        }
        _ => None,
    });
    Ok(quote! {
        #[doc = #about]
        #[allow(missing_docs)]
        #visible struct #struct_name {
            #(#(#docs)* #visible #names: #kinds,)*
        }

        #[doc(hidden)]
        #visible struct #builder<#(#slots),*> {
            #(#names: #slots,)*
        }

        impl ::bangtin::view::Props for #struct_name {
            type Builder = #builder<#(#unset),*>;

            #[inline(always)]
            fn builder() -> Self::Builder {
                #builder { #(#names: (),)* }
            }
        }

        #(#setters)*
        #build

        #(#attributes)*
        #[allow(non_snake_case)]
        #visible fn #name(#taken) #output {
            #(#patterns)*
            #body
        }
    })
}

fn prop(input: &mut FnArg) -> Result<Prop> {
    let FnArg::Typed(typed) = input else {
        return Err(Error::new(input.span(), "a component has no self"));
    };
    let name =
        bare(&typed.pat).ok_or_else(|| Error::new(typed.pat.span(), "a prop has a plain name"))?;
    let mut prop = Prop {
        name,
        kind: (*typed.ty).clone(),
        docs: Vec::new(),
        default: None,
        into: false,
        strip: false,
    };
    for attribute in typed.attrs.drain(..) {
        if attribute.path().is_ident("doc") {
            prop.docs.push(attribute);
        } else if attribute.path().is_ident("prop") {
            options(&mut prop, &attribute)?;
        } else {
            return Err(Error::new(attribute.span(), "a prop takes #[prop(…)] only"));
        }
    }
    Ok(prop)
}

fn options(prop: &mut Prop, attribute: &syn::Attribute) -> Result<()> {
    let list = attribute.meta.require_list()?;
    let mut parse = |input: syn::parse::ParseStream| -> Result<()> {
        let option: Ident = input.parse()?;
        match option.to_string().as_str() {
            "optional" => {
                prop.default = Some(quote! { ::core::default::Default::default() });
                prop.strip = within_option(&prop.kind).is_some();
            }
            "into" => prop.into = true,
            "default" => {
                input.parse::<Token![=]>()?;
                let value: Expr = input.parse()?;
                prop.default = Some(quote! { #value });
            }
            _ => {
                let why = "there are optional, default = … and into";
                return Err(Error::new(option.span(), why));
            }
        }
        Ok(())
    };
    let each = |input: syn::parse::ParseStream| -> Result<()> {
        while !input.is_empty() {
            parse(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    each.parse2(list.tokens.clone())
}

/// The setter of one prop: only where it has not been set.
fn setter(
    builder: &Ident,
    visible: &syn::Visibility,
    props: &[Prop],
    slots: &[Ident],
    at: usize,
) -> TokenStream {
    let others: Vec<_> = slots
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .map(|(_, slot)| slot)
        .collect();
    let fill = |with: TokenStream| {
        slots
            .iter()
            .enumerate()
            .map(move |(other, slot)| match other == at {
                true => with.clone(),
                false => quote! { #slot },
            })
    };
    let Prop { name, kind, .. } = &props[at];
    let before = fill(quote! { () });
    let after = fill(quote! { (#kind,) });
    let fields = props.iter().map(|prop| {
        let field = &prop.name;
        match field == name {
            true => quote! { #field: (value,) },
            false => quote! { #field: self.#field },
        }
    });
    let (taken, value) = argument(&props[at]);
    quote! {
        #[doc(hidden)]
        impl<#(#others),*> #builder<#(#before),*> {
            #[inline(always)]
            #[allow(missing_docs)]
            #visible fn #name(self, value: #taken) -> #builder<#(#after),*> {
                let value: #kind = #value;
                #builder { #(#fields),* }
            }
        }
    }
}

/// What a setter takes, and how the prop is made of it.
fn argument(prop: &Prop) -> (TokenStream, TokenStream) {
    let kind = &prop.kind;
    let inner = match prop.strip {
        true => within_option(kind),
        false => None,
    };
    let (inner, wrap) = match inner {
        Some(inner) => (inner, true),
        None => (kind, false),
    };
    let (taken, value) = match prop.into {
        true => (
            quote! { impl ::core::convert::Into<#inner> },
            quote! { ::core::convert::Into::into(value) },
        ),
        false if is_children(inner) => (
            quote! { impl FnOnce() -> ::bangtin::view::View + 'static },
            quote! { ::std::boxed::Box::new(value) },
        ),
        false => (quote! { #inner }, quote! { value }),
    };
    match wrap {
        true => (taken, quote! { ::core::option::Option::Some(#value) }),
        false => (taken, value),
    }
}

/// `build`, once every prop that must be given is; the trait's message names the one that is missing.
fn build(
    struct_name: &Ident,
    builder: &Ident,
    visible: &syn::Visibility,
    props: &[Prop],
    slots: &[Ident],
) -> TokenStream {
    let mut traits = Vec::new();
    let (mut bounds, mut fields) = (Vec::new(), Vec::new());
    for (prop, slot) in props.iter().zip(slots) {
        let Prop { name, kind, .. } = prop;
        let needs = format_ident!("{struct_name}Has_{name}");
        let message = format!("the prop `{name}` is missing");
        let unset = prop.default.as_ref().map(|default| {
            quote! {
                impl #needs for () {
                    #[inline(always)]
                    fn take(self) -> #kind { #default }
                }
            }
        });
        traits.push(quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #[diagnostic::on_unimplemented(message = #message, label = "this prop is missing")]
            #visible trait #needs {
                #[allow(missing_docs)]
                fn take(self) -> #kind;
            }
            impl #needs for (#kind,) {
                #[inline(always)]
                fn take(self) -> #kind { self.0 }
            }
            #unset
        });
        bounds.push(quote! { #slot: #needs });
        fields.push(quote! { #name: self.#name.take() });
    }
    quote! {
        #(#traits)*

        #[doc(hidden)]
        impl<#(#slots),*> #builder<#(#slots),*> {
            #[inline(always)]
            #[allow(missing_docs)]
            #visible fn build(self) -> #struct_name
            where
                #(#bounds,)*
            {
                #struct_name { #(#fields),* }
            }
        }
    }
}

fn within_option(kind: &Type) -> Option<&Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

/// What stands inside the component comes as a closure.
fn is_children(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Children"))
}

fn bare(pattern: &Pat) -> Option<Ident> {
    match pattern {
        Pat::Ident(name) if name.subpat.is_none() => Some(name.ident.clone()),
        _ => None,
    }
}

fn is_mutable(pattern: &Pat) -> bool {
    matches!(pattern, Pat::Ident(name) if name.mutability.is_some())
}
