/**
 * The whole system on one machine: real Kafka, DynamoDB Local, freshet-ingest and freshet-bridge as
 * processes, a realistic stream through them, and an audit of what arrived that trusts only the
 * broker and the tables.
 */
@NullMarked
package io.freshet.quickstart;

import org.jspecify.annotations.NullMarked;
