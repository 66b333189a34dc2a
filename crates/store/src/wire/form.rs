//! How a form is declared: which fields must be there, which may be absent, and the conversions.

use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::recommendation::{Commitment, FoundIn, NoteKind, ThemeSource};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::{
    AskKind, ClosureReason, Disposition, DispositionSource, LinkKind, Progress, ResponseKind,
    Verdict,
};
use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Why kept JSON could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreadable(pub(crate) String);

/// A type of the domain that has a form in JSON.
pub(super) trait Wire: Sized {
    /// The form.
    type Form: Serialize + DeserializeOwned;

    fn form(&self) -> Self::Form;

    fn from_form(form: Self::Form) -> Result<Self, Unreadable>;
}

/// A form that may be left out.
pub(super) trait Absent {
    fn absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

/// Declares the form of a struct: fields that must be there; after the semicolon those that may
/// be absent.
macro_rules! form {
    ($form:ident of $type:ty {
        $($must:ident: $must_type:ty),* $(,)?
        $(; $($may:ident: $may_type:ty),* $(,)?)?
    }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(in crate::wire) struct $form {
            $($must: <$must_type as $crate::wire::form::Wire>::Form,)*
            $($(
                #[serde(default, skip_serializing_if = "crate::wire::form::Absent::absent")]
                $may: <$may_type as $crate::wire::form::Wire>::Form,
            )*)?
        }

        impl $crate::wire::form::Wire for $type {
            type Form = $form;

            fn form(&self) -> $form {
                $form {
                    $($must: $crate::wire::form::Wire::form(&self.$must),)*
                    $($($may: $crate::wire::form::Wire::form(&self.$may),)*)?
                }
            }

            fn from_form(form: $form) -> Result<Self, $crate::wire::form::Unreadable> {
                Ok(Self {
                    $($must: $crate::wire::form::Wire::from_form(form.$must)?,)*
                    $($($may: $crate::wire::form::Wire::from_form(form.$may)?,)*)?
                })
            }
        }
    };
}
pub(super) use form;

/// Types that are their own form.
macro_rules! itself {
    ($($type:ty),+) => {$(
        impl Wire for $type {
            type Form = Self;

            fn form(&self) -> Self {
                self.clone()
            }

            fn from_form(form: Self) -> Result<Self, Unreadable> {
                Ok(form)
            }
        }
    )+};
}
itself!(String, u32, Date, (u64, u64));

/// Identifiers are kept as their number.
macro_rules! number {
    ($($type:ident),+) => {$(
        impl Wire for $type {
            type Form = u64;

            fn form(&self) -> u64 {
                self.0
            }

            fn from_form(form: u64) -> Result<Self, Unreadable> {
                Ok(Self(form))
            }
        }
    )+};
}
number!(OrganisationId, RecommendationId, ReportId);

impl Wire for SchemeId {
    type Form = String;

    fn form(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_form(form: String) -> Result<Self, Unreadable> {
        Self::new(&form).ok_or_else(|| Unreadable(format!("“{form}” is no name of a scheme")))
    }
}

impl<T: Wire> Wire for Option<T> {
    type Form = Option<T::Form>;

    fn form(&self) -> Self::Form {
        self.as_ref().map(T::form)
    }

    fn from_form(form: Self::Form) -> Result<Self, Unreadable> {
        form.map(T::from_form).transpose()
    }
}

impl<T: Wire> Wire for Vec<T> {
    type Form = Vec<T::Form>;

    fn form(&self) -> Self::Form {
        self.iter().map(T::form).collect()
    }

    fn from_form(form: Self::Form) -> Result<Self, Unreadable> {
        form.into_iter().map(T::from_form).collect()
    }
}

/// A value of a closed vocabulary, kept as its code.
pub(super) trait Coded: Copy {
    fn code(self) -> &'static str;

    fn from_code(code: &str) -> Option<Self>;
}

/// The form of a coded value.
pub(super) struct Code<T>(pub(super) T);

impl<T: Coded> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: Coded> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CodeVisitor(PhantomData))
    }
}

struct CodeVisitor<T>(PhantomData<T>);

impl<T: Coded> Visitor<'_> for CodeVisitor<T> {
    type Value = Code<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code")
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<Self::Value, E> {
        T::from_code(code)
            .map(Code)
            .ok_or_else(|| E::custom(format_args!("the code “{code}” is not known")))
    }
}

/// Makes coded types their own vocabulary's words on the wire.
macro_rules! coded {
    ($($type:ident),+ $(,)?) => {$(
        impl $crate::wire::form::Wire for $type {
            type Form = $crate::wire::form::Code<Self>;

            fn form(&self) -> Self::Form {
                $crate::wire::form::Code(*self)
            }

            fn from_form(form: Self::Form) -> Result<Self, $crate::wire::form::Unreadable> {
                Ok(form.0)
            }
        }
    )+};
}
pub(super) use coded;

/// The domain's vocabularies bring their codes along.
macro_rules! vocabularies {
    ($($type:ident),+ $(,)?) => {
        $(impl Coded for $type {
            fn code(self) -> &'static str {
                Self::code(self)
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        })+
        coded!($($type),+);
    };
}
pub(super) use vocabularies;

vocabularies!(
    AskKind,
    ClosureReason,
    Commitment,
    Disposition,
    DispositionSource,
    FoundIn,
    LinkKind,
    NoteKind,
    Progress,
    ResponseKind,
    ThemeSource,
    Verdict,
);
