package io.freshet.ingest.command;

import picocli.CommandLine.Command;

/** {@code freshet-ingest keys}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Make, list and revoke API keys.",
    description =
        "Makes, lists and revokes API keys. The file holds hashes only: a key is shown once, when it "
            + "is made. A running server reads the file again when it changes (auth.reload, 10s by "
            + "default); a file with problems changes nothing, and is loud in its log and metrics.",
    footer = {
      "",
      "To rotate a key: create the new one, move the callers, revoke the old one. Both work",
      "meanwhile."
    },
    subcommands = {KeysCreate.class, KeysList.class, KeysRevoke.class})
public final class KeysCommand {}
