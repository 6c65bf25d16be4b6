/** The gRPC service: protobuf messages in and out of the same use cases. */
@NullMarked
package io.freshet.ingest.serve.grpc;

import org.jspecify.annotations.NullMarked;
