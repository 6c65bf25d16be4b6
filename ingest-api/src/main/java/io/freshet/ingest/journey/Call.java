package io.freshet.ingest.journey;

import io.freshet.ingest.admit.Deadline;

/**
 * What a transport knows of a request besides its body.
 *
 * @param authorization the header's value; may be empty
 * @param deadline until when the answer is waited for
 */
public record Call(String authorization, Deadline deadline) {}
