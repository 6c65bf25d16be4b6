/**
 * DynamoDB's JSON protocol, spoken by hand: what is written a thousand times a second. Everything
 * else goes through the SDK.
 */
@NullMarked
package io.freshet.ingest.store.dynamodb.call;

import org.jspecify.annotations.NullMarked;
