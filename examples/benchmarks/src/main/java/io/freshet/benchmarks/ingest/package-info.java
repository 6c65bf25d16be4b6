/**
 * freshet-ingest as a process, under open-loop load, beside a bare route and in front of a store
 * that costs nothing, one that is slow in a known way, and DynamoDB Local.
 */
@NullMarked
package io.freshet.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
