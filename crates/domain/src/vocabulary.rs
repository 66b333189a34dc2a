//! The closed vocabularies of the field: each value once, with the word that people see.
//!
//! An issuer's own codes live in its [scheme](crate::scheme), each mapped to one of these.

/// Makes an enum whose values each have a stable code (for files and addresses) and words (for
/// people).
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$doc:meta])* $value:ident = $code:literal, $words:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $value,)+ }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The stable code, for files, rows and addresses.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$value => $code,)+ }
            }

            /// The words that people see, in lower case.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$value => $words,)+ }
            }

            /// The value that has this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What kind of ask a record is.
    AskKind {
        /// Something a named organisation is asked to do.
        SafetyRecommendation = "safety-recommendation", "safety recommendation";
        /// Advice to the system at large; nobody in particular owes an answer.
        SafetyObservation = "safety-observation", "safety observation";
        /// Something an organisation already did during the investigation.
        SafetyAction = "safety-action", "safety action";
        /// A question for local organisations to ask themselves.
        LearningPrompt = "learning-prompt", "learning prompt";
        /// A matter that a coroner is concerned about; the remedy is left to the addressee.
        Concern = "concern", "concern";
    }
}

impl AskKind {
    /// Whether somebody is asked to answer. Observations, actions already taken and prompts inform
    /// or invite; a clock on them would invent a duty.
    #[must_use]
    pub fn asks_for_an_answer(self) -> bool {
        matches!(self, Self::SafetyRecommendation | Self::Concern)
    }
}

vocabulary! {
    /// What the addressee says it will do with an ask or a part of it. Never the issuer's view.
    Disposition {
        /// It will do what was asked.
        Accepted = "accepted", "accepted";
        /// It agrees with the aim; how, or how much, is left open.
        AcceptedInPrinciple = "accepted-in-principle", "accepted in principle";
        /// It will do some of it.
        PartlyAccepted = "partly-accepted", "partly accepted";
        /// It has not decided.
        UnderConsideration = "under-consideration", "under consideration";
        /// It will not do it.
        NotAccepted = "not-accepted", "not accepted";
        /// It took note, and says no more.
        Noted = "noted", "noted";
        /// It says that somebody else should.
        Redirected = "redirected", "redirected";
        /// There is a response, and it does not say.
        NotStated = "not-stated", "not stated";
    }
}

vocabulary! {
    /// Who says what the disposition is.
    DispositionSource {
        /// The addressee, in its own words.
        Stated = "stated", "stated by the addressee";
        /// A person who read the response.
        Coded = "coded", "coded by a person";
        /// The reader; nobody has confirmed it.
        Suggested = "suggested", "suggested by the reader";
    }
}

vocabulary! {
    /// What kind of answer a response is.
    ResponseKind {
        /// "We have received your letter."
        Acknowledgement = "acknowledgement", "acknowledgement";
        /// "We are working on an answer."
        Holding = "holding", "holding answer";
        /// Says what will be done, or that nothing will.
        Substantive = "substantive", "response";
        /// Adds to an earlier substantive answer.
        Update = "update", "update";
    }
}

vocabulary! {
    /// How far a planned action has come. Claimed by the addressee and found by the assessor are
    /// two facts, each with a day.
    Progress {
        /// Nothing done yet.
        NotStarted = "not-started", "not started";
        /// Begun.
        UnderWay = "under-way", "under way";
        /// Done.
        Delivered = "delivered", "delivered";
        /// Done, and to be kept up.
        OngoingDuty = "ongoing-duty", "ongoing duty";
        /// Given up.
        Stopped = "stopped", "stopped";
        /// Events made it pointless.
        Overtaken = "overtaken", "overtaken by events";
    }
}

vocabulary! {
    /// The issuer's verdict on a response or on completion, in neutral terms; the native code
    /// stands beside it.
    Verdict {
        /// More was done than asked.
        Exceeds = "exceeds", "exceeds what was asked";
        /// What was asked.
        Satisfactory = "satisfactory", "satisfactory";
        /// Another way to the same end.
        AlternateSatisfactory = "alternate-satisfactory", "satisfactory by another way";
        /// A plan that would satisfy if carried out.
        SatisfactoryIntent = "satisfactory-intent", "satisfactory intent";
        /// Some of it.
        SatisfactoryInPart = "satisfactory-in-part", "satisfactory in part";
        /// Not enough.
        Unsatisfactory = "unsatisfactory", "unsatisfactory";
        /// Cannot be judged on what is known.
        Unable = "unable", "unable to assess";
    }
}

vocabulary! {
    /// Why a record ended; never "closed" without it.
    ClosureReason {
        /// What was asked was done.
        Delivered = "delivered", "delivered";
        /// The same end was reached another way.
        DeliveredOtherwise = "delivered-otherwise", "delivered otherwise";
        /// Refused, and the issuer accepts the reasons.
        DeclinedAccepted = "declined-accepted", "declined, reasons accepted";
        /// Refused, and the risk stands.
        DeclinedRiskStands = "declined-risk-stands", "declined, risk stands";
        /// Another ask took its place.
        Superseded = "superseded", "superseded";
        /// The ground for it has gone.
        NoLongerApplicable = "no-longer-applicable", "no longer applicable";
    }
}

vocabulary! {
    /// How one recommendation stands to another, of any issuer.
    LinkKind {
        /// Backs it.
        Supports = "supports", "supports";
        /// Asks the same again.
        Repeats = "repeats", "repeats";
        /// Asks for what does not go with it.
        Contradicts = "contradicts", "contradicts";
        /// Takes its place.
        Supersedes = "supersedes", "supersedes";
    }
}
