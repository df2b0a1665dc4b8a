package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Picture.Arrow;
import io.grad4j.autodiff.trace.Picture.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of a picture's boxes and the ways of its arrows: layers from top to bottom, a group as a frame with layers of its own.
 *
 * <p>An arrow that passes a layer has a place in it, and one that crosses a frame has a place on its edge, so none runs behind a box.
 * The method is that of Sugiyama, Tagawa and Toda (1981), with the least-squares placement of {@link Layers}.
 */
final class Layout {
    /** A rectangle; x and y are its upper left corner. */
    record Rectangle(double x, double y, double width, double height) {}

    /** A box with its place. */
    record PlacedBox(Box box, Rectangle at) {}

    /** A frame with its place. */
    record PlacedFrame(Group group, Rectangle at) {}

    /**
     * A part of one or more arrows inside one frame.
     *
     * @param from the box where the arrows start
     * @param to the boxes that they lead to
     * @param frame the innermost group that the part runs in
     * @param path SVG path data
     * @param ends whether it ends at a box
     */
    record Wire(Box from, Set<Box> to, @Nullable Group frame, String path, boolean ends) {
        Wire {
            to = new LinkedHashSet<>(to);
        }
    }

    /** The width of a character in a usual font; a box that is a little too wide does no harm. */
    private static final double CHARACTER = 6.8;

    private static final double BOLD = 7.4;
    private static final double LEAST = 96;
    static final double LINE = 16;

    private static final double PADDING = 8;
    private static final double MARGIN = 14;
    private static final double TITLE = 22;

    private final Picture picture;
    private final List<PlacedBox> boxes = new ArrayList<>();
    private final List<PlacedFrame> frames = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private double width;
    private double height;

    private Layout(Picture picture) {
        this.picture = picture;
    }

    static Layout of(Picture picture) {
        Layout layout = new Layout(picture);
        Area all = layout.arrange(null);
        layout.width = all.width;
        layout.height = all.height;
        layout.place(all, 0, 0);
        return layout;
    }

    List<PlacedBox> boxes() {
        return boxes;
    }

    List<PlacedFrame> frames() {
        return frames;
    }

    List<Wire> wires() {
        return wires;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The inside of a frame, laid out by itself. */
    private static final class Area {
        final @Nullable Group group;
        final Layers layers = new Layers();
        final Map<Layers.Cell, Box> boxes = new HashMap<>();
        final Map<Layers.Cell, Area> areas = new HashMap<>();
        /** Where an arrow from a box outside enters, and where one from a box inside leaves. */
        final Map<Box, Layers.Cell> entries = new HashMap<>();

        final Map<Box, Layers.Cell> exits = new HashMap<>();
        final Map<Layers.Link, Set<Arrow>> arrows = new HashMap<>();
        double width;
        double height;

        Area(@Nullable Group group) {
            this.group = group;
        }
    }

    private Area arrange(@Nullable Group group) {
        Area area = new Area(group);
        Map<Box, Layers.Cell> cells = new HashMap<>();
        Map<Group, Layers.Cell> children = new HashMap<>();
        for (Box b : picture.boxes()) {
            Group child = childAround(b, group);
            if (Objects.equals(b.frame(), group)) {
                Layers.Cell cell = area.layers.box(
                        widthOf(b), 2 * PADDING - 4 + LINE * b.lines().size());
                area.boxes.put(cell, b);
                cells.put(b, cell);
            } else if (child != null) {
                Layers.Cell cell = children.computeIfAbsent(child, c -> {
                    Area inner = arrange(c);
                    Layers.Cell made = area.layers.box(inner.width, inner.height);
                    area.areas.put(made, inner);
                    return made;
                });
                cells.put(b, cell);
            }
        }
        link(area, cells);
        area.layers.arrange(group == null ? MARGIN : TITLE + MARGIN);
        double title = group == null ? 0 : BOLD * (Notation.width(group.name()) + 4);
        area.width = Math.max(area.layers.width(), title) + 2 * MARGIN;
        area.height = area.layers.height() + (area.exits.isEmpty() ? MARGIN : 0);
        return area;
    }

    /** The group directly inside {@code group} that holds {@code b}; {@code null} if there is none. */
    private static @Nullable Group childAround(Box b, @Nullable Group group) {
        for (Group g = b.frame(); g != null; g = g.parent()) {
            if (Objects.equals(g.parent(), group)) {
                return g;
            }
        }
        return null;
    }

    private void link(Area area, Map<Box, Layers.Cell> cells) {
        Map<List<Object>, Layers.Link> known = new HashMap<>();
        for (Arrow a : picture.arrows()) {
            Layers.Cell from = cells.get(a.from());
            Layers.Cell to = cells.get(a.to());
            if ((from == null && to == null) || Objects.equals(from, to)) {
                continue;
            }
            Layers.Cell start = from != null ? from : area.entries.computeIfAbsent(a.from(), b -> area.layers.entry());
            Layers.Cell end = to != null ? to : area.exits.computeIfAbsent(a.from(), b -> area.layers.exit());
            boolean toBox = area.boxes.containsKey(end);
            List<Object> key = List.of(a.from().id(), System.identityHashCode(end), toBox ? a.place() : -1);
            Layers.Link link = known.get(key);
            if (link == null) {
                link = area.layers.link(start, end, offsetOut(area, a, start), offsetIn(area, a, end));
                known.put(key, link);
            }
            area.arrows.computeIfAbsent(link, l -> new LinkedHashSet<>()).add(a);
        }
    }

    /** Where the arrow leaves the cell, from its centre. */
    private static double offsetOut(Area area, Arrow a, Layers.Cell start) {
        Area inner = area.areas.get(start);
        return inner == null ? 0 : across(inner, Objects.requireNonNull(inner.exits.get(a.from())));
    }

    /** Where the arrow reaches the cell, from its centre: the arguments of a step in their order. */
    private static double offsetIn(Area area, Arrow a, Layers.Cell end) {
        Area inner = area.areas.get(end);
        if (inner != null) {
            return across(inner, Objects.requireNonNull(inner.entries.get(a.from())));
        }
        return area.boxes.containsKey(end) ? end.width() * ((a.place() + 1.0) / (a.places() + 1) - 0.5) : 0;
    }

    private static double across(Area inner, Layers.Cell port) {
        return MARGIN + port.x() - inner.width / 2;
    }

    private static double widthOf(Box b) {
        // A page writes before the head whose turn it is, and after the last line how many users have reported.
        double head = Math.max(BOLD * (Notation.width(b.lines().get(0)) + 1), LEAST);
        return Math.max(
                        head,
                        CHARACTER
                                * b.lines().stream()
                                        .mapToInt(Notation::width)
                                        .max()
                                        .orElse(0))
                + 2 * PADDING;
    }

    private void place(Area area, double left, double top) {
        if (area.group != null) {
            frames.add(new PlacedFrame(area.group, new Rectangle(left, top, area.width, area.height)));
        }
        double x = left + MARGIN;
        for (Layers.Cell c : area.layers.cells()) {
            Box box = area.boxes.get(c);
            Area inner = area.areas.get(c);
            if (box != null) {
                boxes.add(new PlacedBox(
                        box, new Rectangle(x + c.x() - c.width() / 2, top + c.y(), c.width(), c.height())));
            } else if (inner != null) {
                place(inner, x + c.x() - c.width() / 2, top + c.y());
            }
        }
        for (Layers.Link l : area.layers.links()) {
            Set<Arrow> arrows = Objects.requireNonNull(area.arrows.get(l));
            Set<Box> to = new LinkedHashSet<>();
            arrows.forEach(a -> to.add(a.to()));
            wires.add(new Wire(
                    arrows.iterator().next().from(),
                    to,
                    area.group,
                    area.layers.path(l, x, top, top + area.height),
                    area.boxes.containsKey(l.to())));
        }
    }
}
