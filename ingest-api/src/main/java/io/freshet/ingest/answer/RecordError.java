package io.freshet.ingest.answer;

import io.freshet.api.RecordErrorType;

/**
 * What is wrong with one record of a request.
 *
 * @param pushSource the source it was pushed to
 * @param index its position in that source's list
 * @param field the field, or empty where the whole record is meant
 */
public record RecordError(
    String pushSource, int index, String field, RecordErrorType type, String message) {}
