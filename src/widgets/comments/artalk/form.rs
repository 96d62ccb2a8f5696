//! The form of comments that an Artalk server takes: name and text are our own form's, the mail is what that server demands.

use std::rc::Rc;

use bangtin_model::{answers::Comment, split};

use super::letter::{Check, Letter};
use crate::{
    components::Field,
    forms::{Form, Outcome, Submit},
    i18n::{ArtalkMessage, CommentFormMessage, t, t_with},
    view::{Memo, View, component, view},
    widgets::comments::{
        form::{Answering, Name, NoAnswer, Text, UntilSent},
        form_file::{FormView, Writer},
        state::Comments,
        threads::add_own,
    },
};

/// What is made for who writes.
pub(super) fn writer(comments: Comments) -> Writer {
    let letter = Letter::new(comments);
    comments.host.style("feedback", style!("feedback"));
    comments.host.style("comment-form", style!("comment-form"));
    comments.host.style("artalk", style!("artalk"));
    let writing = letter.writing;
    let form: FormView = Rc::new(move |to: Option<Comment>| {
        let fields = Rc::new(move || view! { <Fields letter to=to.clone()/> });
        let said = Rc::new(move || outcome(letter));
        view! { <UntilSent writing fields said/> }
    });
    Writer {
        form,
        add_own,
        // Artalk lets nobody take back what was written without an account.
        take_back: Rc::new(|_| View::default()),
    }
}

/// What the reader is told of a comment that was sent.
fn outcome(letter: Letter) -> String {
    match letter.waits.get_untracked() {
        true => t(CommentFormMessage::Moderated),
        false => t(ArtalkMessage::Published),
    }
}

#[component]
fn Fields(letter: Letter, to: Option<Comment>) -> View {
    let (form, comments) = (letter.writing.form, letter.writing.comments);
    view! {
        <form
            // The form.
            part="form"
            novalidate=""
            aria-label=t(CommentFormMessage::Text)
            on:submit=move |event| {
                event.prevent_default();
                letter.submit(&event);
            }
        >
            {to.map(|to| view! { <Answering comments to/> })}
            <Name form/>
            <Mail form server=server(comments)/>
            <Text form hint=t(ArtalkMessage::Hint)/>
            <Checked letter/>
            <Submit form label=t(CommentFormMessage::Send)/>
            <Outcome form/>
            <NoAnswer form/>
        </form>
    }
}

/// The host of the server, for readers.
fn server(comments: Comments) -> String {
    let about = comments.about();
    // What stands between the second slash and the third.
    let host = split(&about.address, b'/').into_iter().nth(1);
    host.unwrap_or_default().to_owned()
}

#[component]
fn Mail(form: Form, server: String) -> View {
    view! {
        <Field name="email" label=t(ArtalkMessage::Mail) error=error(form, "email")>
            <p class="note" id="email-hint">{t_with(ArtalkMessage::MailHint, &server)}</p>
            <input
                // The field for the mail, which an Artalk server demands.
                part="email-field"
                id="email"
                name="email"
                type="email"
                autocomplete="email"
                inputmode="email"
                required=""
                aria-describedby="email-hint email-error"
                aria-invalid=form.invalid("email")
                readonly=form.locked()
                prop:value=form.shown("email")
                on:input=form.typed("email")
            />
        </Field>
    }
}

/// What the server asks for beside.
#[component]
fn Checked(letter: Letter) -> View {
    // Another picture takes the place of one: the reader stays at the field, or at the button.
    let has_picture = Memo::new(move || letter.picture().is_some());
    let is_elsewhere = Memo::new(move || letter.check.get() == Check::Elsewhere);
    view! {
        <div>
            {move || has_picture.get().then(|| view! { <Letters letter/> })}
            <div role="status">
                {move || is_elsewhere.get().then(|| view! {
                    // What an Artalk server asks for that can be done on its own pages only.
                    <p part="elsewhere" class="notice" tabindex="-1">
                        {t(ArtalkMessage::Elsewhere)}
                        " "
                        <OwnPage letter/>
                    </p>
                })}
            </div>
        </div>
    }
}

/// The way to the server's own form.
#[component]
fn OwnPage(letter: Letter) -> View {
    view! {
        {move || letter.own_page.get().map(|page| view! {
            // The way to a page with the server's own form.
            <a part="own-page" href=page>{t(ArtalkMessage::OwnPage)}</a>
        })}
    }
}

/// A picture with letters. Where the page's policy lets no such picture in, what they say cannot be known here.
#[component]
fn Letters(letter: Letter) -> View {
    let form = letter.writing.form;
    view! {
        <div class="letters">
            <Field name="captcha" label=t(ArtalkMessage::Captcha) error=error(form, "captcha")>
                <img
                    // The picture with letters that an Artalk server asks for.
                    part="captcha"
                    src=move || letter.picture()
                    alt=t(ArtalkMessage::CaptchaPicture)
                    width="160"
                    height="40"
                    on:error=move |_| letter.lead_elsewhere()
                />
                <input
                    // The field for the letters.
                    part="captcha-field"
                    id="captcha"
                    name="captcha"
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    required=""
                    aria-describedby="captcha-error"
                    aria-invalid=form.invalid("captcha")
                    readonly=form.locked()
                    prop:value=form.shown("captcha")
                    on:input=form.typed("captcha")
                />
            </Field>
            <button
                // The button for another picture.
                part="captcha-another"
                class="plain"
                type="button"
                on:click=move |_| letter.ask_for_another()
            >
                {t(ArtalkMessage::CaptchaAnother)}
            </button>
            " "
            <OwnPage letter/>
        </div>
    }
}

/// What is wrong with a field.
fn error(form: Form, field: &'static str) -> Rc<dyn Fn() -> Option<String>> {
    Rc::new(move || {
        let status = form.status();
        let message = match (field, status.wrong_with(field)?) {
            ("email", "required") => ArtalkMessage::MailMissing,
            ("email", "login") => ArtalkMessage::Login,
            ("email", "or_reply") => ArtalkMessage::MailOrReply,
            ("email", _) => ArtalkMessage::MailWrong,
            (_, "asked") => ArtalkMessage::CaptchaAsked,
            (_, "wrong") => ArtalkMessage::CaptchaWrong,
            (_, "away") => ArtalkMessage::CaptchaAway,
            _ => ArtalkMessage::CaptchaMissing,
        };
        Some(t(message))
    })
}
