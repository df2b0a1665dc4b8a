package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a drawing shows: a box for each step that stands in no closed group, a box for each closed group, and the arrows between.
 *
 * @param recording what is drawn
 * @param open the groups that are drawn as frames, each after the one around it
 * @param boxes in the order of the steps
 * @param arrows from an argument to what uses it, each pair of boxes and place once
 */
record Picture(Recording recording, List<Group> open, List<Box> boxes, List<Arrow> arrows) {
    Picture {
        open = List.copyOf(open);
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * A step or a closed group.
     *
     * @param id of the step, or of the last step of the group
     * @param step the step; {@code null} for a closed group
     * @param closed the closed group; {@code null} for a step
     * @param frame the open group that it stands in; {@code null} if in none
     * @param lines what is written in it
     */
    record Box(int id, @Nullable Step step, @Nullable Group closed, @Nullable Group frame, List<String> lines) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Where a value goes.
     *
     * @param place which argument it is, counted from 0
     * @param places how many arguments the user has; 1 for a closed group
     */
    record Arrow(Box from, Box to, int place, int places) {}

    /** The picture with the groups of {@code closed} as boxes. */
    static Picture of(Recording recording, Set<Group> closed) {
        List<Group> open = recording.groups().stream()
                .filter(g -> outermostClosed(g, closed) == null)
                .toList();
        Map<Integer, Box> byStep = new HashMap<>();
        Set<Box> boxes = new LinkedHashSet<>();
        for (Step s : recording.steps()) {
            Group group = recording.groupOf(s);
            Group shut = outermostClosed(group, closed);
            if (s.kind() != Kind.NUMBER) {
                Box box = shut == null
                        ? new Box(s.id(), s, null, group, lines(recording, s))
                        : new Box(last(recording, shut), null, shut, shut.parent(), lines(recording, shut));
                byStep.put(s.id(), box);
                boxes.add(box);
            }
        }
        Set<Arrow> arrows = new LinkedHashSet<>();
        for (Step s : recording.steps()) {
            for (int k = 0; k < s.arguments().size(); k++) {
                Box from = byStep.get(s.arguments().get(k));
                Box to = Objects.requireNonNull(byStep.get(s.id()));
                if (from != null && !from.equals(to)) {
                    boolean single = to.closed() != null;
                    arrows.add(new Arrow(
                            from, to, single ? 0 : k, single ? 1 : s.arguments().size()));
                }
            }
        }
        return new Picture(recording, open, new ArrayList<>(boxes), new ArrayList<>(arrows));
    }

    private static @Nullable Group outermostClosed(@Nullable Group group, Set<Group> closed) {
        Group outermost = null;
        for (Group g = group; g != null; g = g.parent()) {
            outermost = closed.contains(g) ? g : outermost;
        }
        return outermost;
    }

    private static List<Step> within(Recording recording, Group group) {
        return recording.steps().stream()
                .filter(s -> s.kind() != Kind.NUMBER)
                .filter(s -> {
                    Group g = recording.groupOf(s);
                    return g != null && g.isWithin(group);
                })
                .toList();
    }

    private static int last(Recording recording, Group group) {
        List<Step> within = within(recording, group);
        return within.get(within.size() - 1).id();
    }

    private static List<String> lines(Recording recording, Step s) {
        String head = s.kind() == Kind.OPERATION
                ? s.name() + " = " + TraceText.expression(recording, s)
                : s.name() + " " + s.operation();
        String value = "= " + brief(Notation.value(s.value()), s);
        return s.kind() == Kind.CONSTANT
                ? List.of(head, value)
                : List.of(head, value, s.barred() + " = " + brief(Notation.value(s.cotangent()), s));
    }

    private static List<String> lines(Recording recording, Group group) {
        List<Step> within = within(recording, group);
        Step last = within.get(within.size() - 1);
        return List.of(
                group.name() + ", " + within.size() + " steps",
                last.name() + " = " + brief(Notation.value(last.value()), last),
                last.barred() + " = " + brief(Notation.value(last.cotangent()), last));
    }

    private static final int LONGEST_VALUE = 26;

    /** The value if it fits a box, else its shape. */
    private static String brief(String value, Step s) {
        return value.length() <= LONGEST_VALUE ? value : s.value().numRows + "×" + s.value().numCols;
    }
}
