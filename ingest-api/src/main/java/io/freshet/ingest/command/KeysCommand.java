package io.freshet.ingest.command;

import picocli.CommandLine.Command;

/** {@code freshet-ingest keys}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Makes, lists and revokes API keys. The file holds hashes only: a key is shown once, when it",
      "is made."
    },
    subcommands = {KeysCreate.class, KeysList.class, KeysRevoke.class})
public final class KeysCommand {}
