//! What stands in a Rust file: functions, names, paths, limits, and which lines are tests.
//!
//! The only module that knows `syn`. It reads the file as the compiler's grammar has it and keeps
//! plain facts; the rules work on those.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// The facts of one Rust file.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The lines of the `//!` that opens it; none when it has none.
    pub(crate) module_doc: Option<Vec<String>>,
    pub(crate) functions: Vec<Function>,
    /// Names that the file gives to things, trait implementations left out: those are not its own.
    pub(crate) names: Vec<(String, usize)>,
    /// Paths that it uses (`std::fs::read`), in `use`, in code and inside macros.
    pub(crate) paths: Vec<(String, usize)>,
    pub(crate) constants: Vec<Constant>,
    /// Tests marked `#[ignore]` without a reason.
    pub(crate) ignored: Vec<(String, usize)>,
    /// First and last line of each item that is only compiled for tests.
    tests: Vec<(usize, usize)>,
}

/// A function, method or trait method with a body or without.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// From the signature to the closing brace.
    pub(crate) lines: usize,
    /// The names of its `bool` arguments, if it is public and its signature is its own.
    pub(crate) public_bools: Vec<String>,
}

/// A constant of a number type.
#[derive(Debug)]
pub(crate) struct Constant {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) doc: String,
}

impl Outline {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let file = syn::parse_file(text)
            .map_err(|error| format!("line {}: {error}", error.span().start().line))?;
        let mut reader = Reader::default();
        reader.visit_file(&file);
        let mut outline = reader.outline;
        outline.module_doc = doc(&file.attrs);
        Ok(outline)
    }

    pub(crate) fn is_test(&self, line: usize) -> bool {
        self.tests
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&line))
    }

    /// How many lines are only compiled for tests.
    pub(crate) fn test_lines(&self) -> usize {
        self.tests
            .iter()
            .map(|(first, last)| last + 1 - first)
            .sum()
    }
}

/// The doc lines among attributes. A doc that is included from a file is one line of no text.
fn doc(attributes: &[syn::Attribute]) -> Option<Vec<String>> {
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(match &pair.value {
                syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }) => text.value(),
                _ => String::new(),
            }),
            _ => None,
        })
        .collect();
    (!lines.is_empty()).then_some(lines)
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path
            .segments
            .last()
            .is_some_and(|last| last.ident == "test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    })
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    /// Inside `impl Trait for`: the names and arguments are the trait's choice.
    is_in_trait_impl: bool,
    /// Inside a public trait: its methods are public without saying so.
    is_in_public_trait: bool,
}

impl Reader {
    fn name(&mut self, ident: &syn::Ident) {
        if !self.is_in_trait_impl {
            self.outline
                .names
                .push((ident.to_string(), ident.span().start().line));
        }
    }

    fn function(
        &mut self,
        attributes: &[syn::Attribute],
        is_public: bool,
        signature: &syn::Signature,
        end: proc_macro2::Span,
    ) {
        let (name, line) = (signature.ident.to_string(), signature.span().start().line);
        let last = end.end().line;
        if is_for_tests(attributes) {
            self.outline.tests.push((line, last));
        }
        for attribute in attributes {
            if matches!(&attribute.meta, syn::Meta::Path(path) if path.is_ident("ignore")) {
                self.outline.ignored.push((name.clone(), line));
            }
        }
        let own = is_public && !self.is_in_trait_impl;
        let public_bools = if own { bools(signature) } else { Vec::new() };
        self.name(&signature.ident);
        self.outline.functions.push(Function {
            name,
            line,
            lines: last + 1 - line,
            public_bools,
        });
    }

    fn constant(&mut self, ident: &syn::Ident, type_: &syn::Type, attributes: &[syn::Attribute]) {
        self.name(ident);
        let syn::Type::Path(path) = type_ else { return };
        let is_number = path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            let size = name.trim_start_matches(['u', 'i', 'f']);
            name != size && (size == "size" || size.parse::<u8>().is_ok())
        });
        if is_number {
            let doc = doc(attributes).unwrap_or_default().join("\n");
            let line = ident.span().start().line;
            self.outline.constants.push(Constant {
                name: ident.to_string(),
                line,
                doc,
            });
        }
    }

    fn uses(&mut self, before: &str, tree: &syn::UseTree) {
        let line = tree.span().start().line;
        match tree {
            syn::UseTree::Path(path) => {
                self.uses(&format!("{before}{}::", path.ident), &path.tree);
            }
            syn::UseTree::Name(name) => {
                self.outline
                    .paths
                    .push((format!("{before}{}", name.ident), line));
            }
            syn::UseTree::Rename(name) => {
                self.outline
                    .paths
                    .push((format!("{before}{}", name.ident), line));
            }
            syn::UseTree::Glob(_) => self.outline.paths.push((format!("{before}*"), line)),
            syn::UseTree::Group(group) => {
                for item in &group.items {
                    self.uses(before, item);
                }
            }
        }
    }

    /// Finds `a::b` among the tokens of a macro, which `syn` leaves unread.
    fn paths_in_macro(&mut self, tokens: TokenStream) {
        let (mut path, mut line, mut colons) = (String::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.outline.paths.push((std::mem::take(&mut path), line));
                        line = ident.span().start().line;
                    }
                    path.push_str(&ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    path.push(':');
                }
                other => {
                    self.outline.paths.push((std::mem::take(&mut path), line));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.paths_in_macro(group.stream());
                    }
                }
            }
        }
        self.outline.paths.push((path, line));
        self.outline.paths.retain(|(path, _)| path.contains("::"));
    }
}

fn bools(signature: &syn::Signature) -> Vec<String> {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(typed) => Some(typed),
        syn::FnArg::Receiver(_) => None,
    });
    typed
        .filter(|typed| matches!(&*typed.ty, syn::Type::Path(path) if path.path.is_ident("bool")))
        .map(|typed| match &*typed.pat {
            syn::Pat::Ident(name) => name.ident.to_string(),
            _ => "_".to_owned(),
        })
        .collect()
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.name(&item.ident);
        if is_for_tests(&item.attrs) {
            let span = item.span();
            self.outline
                .tests
                .push((span.start().line, span.end().line));
        }
        visit::visit_item_mod(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(
            &item.attrs,
            is_public(&item.vis),
            &item.sig,
            item.block.span(),
        );
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(
            &item.attrs,
            is_public(&item.vis),
            &item.sig,
            item.block.span(),
        );
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.function(&item.attrs, self.is_in_public_trait, &item.sig, item.span());
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let before = std::mem::replace(&mut self.is_in_trait_impl, item.trait_.is_some());
        visit::visit_item_impl(self, item);
        self.is_in_trait_impl = before;
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.name(&item.ident);
        let before = std::mem::replace(&mut self.is_in_public_trait, is_public(&item.vis));
        visit::visit_item_trait(self, item);
        self.is_in_public_trait = before;
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.name(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.name(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.name(&item.ident);
        visit::visit_item_type(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.name(&item.ident);
        visit::visit_item_static(self, item);
    }

    fn visit_variant(&mut self, item: &'ast syn::Variant) {
        self.name(&item.ident);
        visit::visit_variant(self, item);
    }

    fn visit_field(&mut self, item: &'ast syn::Field) {
        if let Some(ident) = &item.ident {
            self.name(ident);
        }
        visit::visit_field(self, item);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.constant(&item.ident, &item.ty, &item.attrs);
        visit::visit_item_const(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.constant(&item.ident, &item.ty, &item.attrs);
        visit::visit_impl_item_const(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.uses("", &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names.len() > 1 {
            self.outline
                .paths
                .push((names.join("::"), path.span().start().line));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.paths_in_macro(item.tokens.clone());
        visit::visit_macro(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_with_their_length_and_bools() {
        let text = "pub fn a(\n    x: bool,\n    y: u8,\n) {\n}\nfn b(z: bool) {}\n\
            impl T for S { fn c(w: bool) {} }\npub trait T { fn d(&self, v: bool); }\n";
        let outline = Outline::read(text).unwrap();
        let found: Vec<_> = outline
            .functions
            .iter()
            .map(|f| (f.name.as_str(), f.line, f.lines, f.public_bools.join(",")))
            .collect();
        let s = str::to_owned;
        let expected = [
            ("a", 1, 5, s("x")),
            ("b", 6, 1, s("")),
            ("c", 7, 1, s("")),
            ("d", 8, 1, s("v")),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_in_uses_in_code_and_in_macros() {
        let text = "use std::{fs, io::{self, Read as _}};\nfn a() {\n    jiff::Zoned::now();\n    \
            println!(\"{}\", std::env::var(x(std::time::Instant::now)));\n}\n";
        let outline = Outline::read(text).unwrap();
        let found: Vec<_> = outline
            .paths
            .iter()
            .map(|(path, line)| format!("{line} {path}"))
            .collect();
        let expected = [
            "1 std::fs",
            "1 std::io::self",
            "1 std::io::Read",
            "3 jiff::Zoned::now",
            "4 std::time::Instant::now",
            "4 std::env::var",
        ];
        for path in expected {
            assert!(
                found.iter().any(|found| found == path),
                "{path} is not in {found:?}"
            );
        }
    }

    #[test]
    fn module_docs_tests_and_constants() {
        let text = "//! One.\n//!\n//! Two.\n\n/// In bytes.\nconst MAX: usize = 3;\n\
            const N: &str = \"\";\n#[cfg(test)]\nmod tests {\n    #[test]\n    #[ignore]\n\
            fn a() {}\n}\n";
        let outline = Outline::read(text).unwrap();
        assert_eq!(outline.module_doc.as_ref().map(Vec::len), Some(3));
        assert_eq!(outline.constants.len(), 1);
        assert_eq!(outline.constants.first().unwrap().doc, " In bytes.");
        assert!(outline.is_test(10) && !outline.is_test(6));
        assert_eq!(outline.ignored, [("a".to_owned(), 12)]);
    }

    #[test]
    fn what_cannot_be_parsed_says_where() {
        assert!(
            Outline::read("fn a() {\n    let = ;\n}")
                .unwrap_err()
                .contains("line 2")
        );
    }
}
