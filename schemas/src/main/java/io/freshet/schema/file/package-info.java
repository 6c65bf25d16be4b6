/** Reads a directory of schema files into a catalogue, or into the list of all their problems. */
@NullMarked
package io.freshet.schema.file;

import org.jspecify.annotations.NullMarked;
