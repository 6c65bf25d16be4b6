/** The tables in DynamoDB; the only package that knows the AWS SDK. */
@NullMarked
package io.freshet.ingest.store.dynamodb;

import org.jspecify.annotations.NullMarked;
