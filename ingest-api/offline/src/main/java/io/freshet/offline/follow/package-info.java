/**
 * The stream of the history, followed by Amazon's Kinesis Client Library: {@link
 * io.freshet.offline.follow.Follower} from start to close.
 */
@NullMarked
package io.freshet.offline.follow;

import org.jspecify.annotations.NullMarked;
