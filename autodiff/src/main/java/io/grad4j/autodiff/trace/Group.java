package io.grad4j.autodiff.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope of the tape in the trace.
 *
 * @param id its place in {@link Trace#groups}
 * @param name the scope's name
 * @param parent the scope around it; {@code null} if there is none
 * @param members the ids of the steps that it holds and no scope inside it does
 */
public record Group(int id, String name, @Nullable Group parent, List<Integer> members) {
    /** Copies the list. */
    public Group {
        members = List.copyOf(members);
    }

    /** Whether this is {@code other} or inside it. */
    boolean isWithin(@Nullable Group other) {
        return other == null || id == other.id || (parent != null && parent.isWithin(other));
    }

    /** The number of scopes around it. */
    int depth() {
        return parent == null ? 0 : 1 + parent.depth();
    }
}
