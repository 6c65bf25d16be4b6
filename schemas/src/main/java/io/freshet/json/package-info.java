/** JSON for people and programs to read, written without a tree. */
@NullMarked
package io.freshet.json;

import org.jspecify.annotations.NullMarked;
