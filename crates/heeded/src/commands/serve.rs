//! `heeded serve`: the register as web pages.

use crate::cli::Serve;
use crate::clock;
use crate::example;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened};
use crate::server;
use crate::settings::Settings;
use heeded_search::{Follower, Place, Search};
use heeded_store::sqlite::Task;
use heeded_web::{Register, router};
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The folder of the search index within the data folder; it may be deleted at any time.
const SEARCH_FOLDER: &str = "search";

pub(super) fn run(
    args: &Serve,
    settings: &Settings,
    data_named: bool,
    output: Output,
) -> Result<Code, Failure> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
    if !args.example {
        let place = Place::Folder(settings.data.join(SEARCH_FOLDER));
        let opened = register::open(settings, "serve", output)?;
        // Two would both keep the search index.
        let _alone = opened.store.take(Task::Serving)?;
        return serve(opened, settings, place, output);
    }
    let mut settings = settings.clone();
    settings.deployment.example = true;
    // Without a folder of their own the examples live as long as the command.
    let temporary = tempfile::tempdir()
        .map_err(|cause| Failure::file("making a folder for the examples", cause))?;
    if !data_named {
        temporary.path().clone_into(&mut settings.data);
    }
    let opened = with_examples(&settings, &settings.data, output)?;
    serve(opened, &settings, Place::Memory, output)
}

fn with_examples(settings: &Settings, folder: &Path, output: Output) -> Result<Opened, Failure> {
    let files = example::scheme_files(settings.scheme_files()?)?;
    let opened = register::open_with(folder, files, "serve --example", output)?;
    example::fill(&opened, output)?;
    Ok(opened)
}

fn serve(
    opened: Opened,
    settings: &Settings,
    place: Place,
    output: Output,
) -> Result<Code, Failure> {
    let search = Search::default();
    let follower = Follower::new(
        search.clone(),
        opened.store.clone(),
        Arc::clone(&opened.schemes),
        place,
    );
    // Until the end of this function: what is dropped stops.
    let _following = follower
        .start()
        .map_err(|cause| Failure::file("starting the search", cause))?;
    let site = router(Register {
        store: opened.store,
        search,
        schemes: opened.schemes,
        deployment: Arc::new(settings.deployment.clone()),
        today: Arc::new(clock::today),
        now: Arc::new(clock::now),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| Failure::file("starting", cause))?;
    runtime.block_on(async {
        let listening = || {
            let address = &settings.listen;
            format!("listening on {address} (choose another address and port with --listen)")
        };
        let listener = TcpListener::bind(&settings.listen)
            .await
            .map_err(|cause| Failure::file(listening(), cause))?;
        let address = listener
            .local_addr()
            .map_err(|cause| Failure::file(listening(), cause))?;
        output.line(format!(
            "The register is at http://{address} (Ctrl-C stops it)"
        ))?;
        server::serve(listener, site, stopped()).await;
        Ok::<(), Failure>(())
    })?;
    Ok(Code::Done)
}

/// Until somebody stops it: Ctrl-C, or the signal that service managers send.
async fn stopped() {
    let interrupted = async {
        // Without the signal there is nothing to wait for: it then runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return interrupted.await;
        };
        tokio::select! {
            () = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
