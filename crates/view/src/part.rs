//! `#[part(name)]`: a function whose code is a file of its own.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{FnArg, ItemFn, Pat, parse2};

pub(crate) fn expand(part: TokenStream, function: TokenStream) -> TokenStream {
    let (part, function) = match (parse2::<Ident>(part), parse2::<ItemFn>(function)) {
        (Ok(part), Ok(function)) => (part, function),
        (Err(error), _) | (_, Err(error)) => return error.to_compile_error(),
    };
    let (attributes, visibility, name) = (&function.attrs, &function.vis, &function.sig.ident);
    let (output, body) = (&function.sig.output, &function.block);
    let argument = match function.sig.inputs.first() {
        Some(FnArg::Typed(argument)) if function.sig.inputs.len() == 1 => argument,
        _ => {
            let error = syn::Error::new_spanned(&function.sig, "a part takes one argument");
            return error.to_compile_error();
        }
    };
    let (pattern, kind) = (&argument.pat, &argument.ty);
    if !matches!(**pattern, Pat::Ident(_)) {
        return syn::Error::new_spanned(pattern, "a part names its argument").to_compile_error();
    }
    // As `wasm_split` names them: the splitter pairs the import with the export by 32 hexadecimal digits.
    let digits = digits(&part.to_string(), &name.to_string());
    let load = format_ident!("__wasm_split_load_{part}");
    let import = format_ident!("__wasm_split_00{part}00_import_{digits}_{name}");
    let export = format_ident!("__wasm_split_00{part}00_export_{digits}_{name}");
    quote! {
        #(#attributes)*
        #visibility const fn #name() -> crate::parts::Part {
            #[cfg(target_family = "wasm")]
            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            #[allow(improper_ctypes)]
            unsafe extern "C" {
                #[unsafe(no_mangle)]
                fn #load(done: crate::parts::rt::LoadCallbackFn, data: *const ::core::ffi::c_void);
                #[unsafe(no_mangle)]
                safe fn #import(argument: #kind) #output;
            }

            #[cfg(target_family = "wasm")]
            #[allow(improper_ctypes_definitions)]
            #[unsafe(no_mangle)]
            extern "C" fn #export(#pattern: #kind) #output #body

            // The splitter rewrites calls of the import, not what refers to it.
            #[cfg(target_family = "wasm")]
            fn make(argument: #kind) #output {
                #import(argument)
            }

            #[cfg(not(target_family = "wasm"))]
            fn make(#pattern: #kind) #output #body

            crate::parts::Part {
                #[cfg(target_family = "wasm")]
                load: #load,
                make,
            }
        }
    }
}

fn digits(part: &str, name: &str) -> String {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, part, name).hash(&mut hasher);
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
