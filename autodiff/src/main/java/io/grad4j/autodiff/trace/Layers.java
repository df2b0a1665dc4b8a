package io.grad4j.autodiff.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cells in layers from top to bottom, each link going down; the links' ways are kept clear of the cells. */
final class Layers {
    private static final double BETWEEN_CELLS = 18;
    private static final double BETWEEN_LAYERS = 38;
    private static final double WAY = 10;
    private static final int ROUNDS = 12;

    /** What has a place in a layer: a box, a place on the edge of the frame, or a link that passes. */
    static final class Cell {
        private final double width;
        private final double height;
        private final List<Link> into = new ArrayList<>();
        private final List<Link> out = new ArrayList<>();
        private int layer;
        private double x;
        private double y;
        private double rank;

        private Cell(double width, double height) {
            this.width = width;
            this.height = height;
        }

        double width() {
            return width;
        }

        double height() {
            return height;
        }

        /** Its centre. */
        double x() {
            return x;
        }

        /** Its upper edge. */
        double y() {
            return y;
        }
    }

    /** A link between two cells and, once it is laid out, the cells it passes. */
    static final class Link {
        private final Cell from;
        private final Cell to;
        private final double leaves;
        private final double arrives;
        private final List<Cell> way = new ArrayList<>();

        private Link(Cell from, Cell to, double leaves, double arrives) {
            this.from = from;
            this.to = to;
            this.leaves = leaves;
            this.arrives = arrives;
        }

        Cell to() {
            return to;
        }
    }

    private final List<Cell> cells = new ArrayList<>();
    private final List<Cell> entries = new ArrayList<>();
    private final List<Cell> exits = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private List<List<Cell>> layers = new ArrayList<>();
    private final List<Double> tops = new ArrayList<>();
    private final List<Double> bottoms = new ArrayList<>();
    private double width;
    private double height;

    Cell box(double w, double h) {
        Cell cell = new Cell(w, h);
        cells.add(cell);
        return cell;
    }

    /** A place on the upper edge. */
    Cell entry() {
        Cell cell = new Cell(WAY, 0);
        entries.add(cell);
        return cell;
    }

    /** A place on the lower edge. */
    Cell exit() {
        Cell cell = new Cell(WAY, 0);
        exits.add(cell);
        return cell;
    }

    /** A link that leaves and arrives so far to the right of the cells' centres; boxes are linked in the order they were made. */
    Link link(Cell from, Cell to, double leaves, double arrives) {
        Link link = new Link(from, to, leaves, arrives);
        links.add(link);
        from.out.add(link);
        to.into.add(link);
        return link;
    }

    List<Cell> cells() {
        return cells;
    }

    List<Link> links() {
        return links;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Gives every cell its place, the first boxes {@code above} below the upper edge. */
    void arrange(double above) {
        assignLayers();
        List<Link> pieces = breakLinks();
        order(pieces);
        placeAcross(pieces);
        placeDown(above);
    }

    /** The longest way from the top; a cell that nothing leads to stands just above the first that it leads to. */
    private void assignLayers() {
        for (Cell c : entries) {
            c.layer = 0;
        }
        List<Cell> ordered = topological();
        for (Cell c : ordered) {
            c.layer = 1 + c.into.stream().mapToInt(l -> l.from.layer).max().orElse(0);
        }
        for (int i = ordered.size() - 1; i >= 0; i--) {
            Cell c = ordered.get(i);
            int first = c.out.stream()
                    .filter(l -> !exits.contains(l.to))
                    .mapToInt(l -> l.to.layer)
                    .min()
                    .orElse(0);
            if (c.into.isEmpty() && first > 1) {
                c.layer = first - 1;
            }
        }
        int last = 1 + cells.stream().mapToInt(c -> c.layer).max().orElse(0);
        for (Cell c : exits) {
            c.layer = last;
        }
    }

    /** A frame that was made before a cell may need it, so the order of making is not enough. */
    private List<Cell> topological() {
        List<Cell> ordered = new ArrayList<>();
        List<Cell> left = new ArrayList<>(cells);
        while (!left.isEmpty()) {
            List<Cell> ready = left.stream()
                    .filter(c -> c.into.stream().noneMatch(l -> left.contains(l.from)))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("trace: the steps and scopes to draw go round in a circle");
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    /** One piece per layer that a link goes down. */
    private List<Link> breakLinks() {
        int count = 1
                + Math.max(
                        exits.stream().mapToInt(c -> c.layer).max().orElse(0),
                        cells.stream().mapToInt(c -> c.layer).max().orElse(0));
        layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(new ArrayList<>());
        }
        entries.forEach(c -> layers.get(0).add(c));
        cells.forEach(c -> layers.get(c.layer).add(c));
        exits.forEach(c -> layers.get(c.layer).add(c));
        List<Link> pieces = new ArrayList<>();
        for (Link l : links) {
            Cell before = l.from;
            for (int layer = l.from.layer + 1; layer < l.to.layer; layer++) {
                Cell pass = new Cell(WAY, 0);
                pass.layer = layer;
                layers.get(layer).add(pass);
                l.way.add(pass);
                pieces.add(new Link(before, pass, before == l.from ? l.leaves : 0, 0));
                before = pass;
            }
            pieces.add(new Link(before, l.to, before == l.from ? l.leaves : 0, l.arrives));
        }
        for (List<Cell> layer : layers) {
            for (Cell c : layer) {
                c.into.clear();
                c.out.clear();
            }
        }
        for (Link p : pieces) {
            p.from.out.add(p);
            p.to.into.add(p);
        }
        return pieces;
    }

    /** Sorts each layer by the mean place of the neighbours above, then below, and keeps the order with the fewest crossings. */
    private void order(List<Link> pieces) {
        List<List<Cell>> best = copy();
        rank();
        long fewest = crossings(pieces);
        for (int round = 0; round < ROUNDS && fewest > 0; round++) {
            boolean down = round % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                List<Cell> layer = layers.get(down ? i : layers.size() - 1 - i);
                for (Cell c : layer) {
                    List<Link> near = down ? c.into : c.out;
                    c.rank = near.stream()
                            .mapToDouble(l -> down ? l.from.rank + l.leaves / 1e4 : l.to.rank + l.arrives / 1e4)
                            .average()
                            .orElse(c.rank);
                }
                layer.sort(Comparator.comparingDouble(c -> c.rank));
                rank(layer);
            }
            long now = crossings(pieces);
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        layers = best;
        rank();
    }

    private List<List<Cell>> copy() {
        List<List<Cell>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    private void rank() {
        layers.forEach(Layers::rank);
    }

    private static void rank(List<Cell> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).rank = i;
        }
    }

    private static long crossings(List<Link> pieces) {
        long count = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Link a = pieces.get(i);
            for (int j = 0; j < i; j++) {
                Link b = pieces.get(j);
                if (a.from.layer == b.from.layer) {
                    double above = a.from.rank + a.leaves / 1e4 - b.from.rank - b.leaves / 1e4;
                    double below = a.to.rank + a.arrives / 1e4 - b.to.rank - b.arrives / 1e4;
                    count += above * below < 0 ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** Draws each layer towards the places of its neighbours, in turn from above, from below and from both. */
    private void placeAcross(List<Link> pieces) {
        for (List<Cell> layer : layers) {
            place(
                    layer,
                    layer.stream().mapToDouble(c -> 0).toArray(),
                    layer.stream().mapToDouble(c -> 1).toArray());
        }
        for (int round = 0; round < 3 * ROUNDS && !pieces.isEmpty(); round++) {
            int turn = round % 3;
            for (int i = 0; i < layers.size(); i++) {
                draw(layers.get(turn == 1 ? layers.size() - 1 - i : i), turn != 1, turn != 0);
            }
        }
        double left = Double.POSITIVE_INFINITY;
        double right = 0;
        for (List<Cell> layer : layers) {
            for (Cell c : layer) {
                left = Math.min(left, c.x - c.width / 2);
            }
        }
        for (List<Cell> layer : layers) {
            for (Cell c : layer) {
                c.x -= left;
                right = Math.max(right, c.x + c.width / 2);
            }
        }
        width = right;
    }

    private static void draw(List<Cell> layer, boolean fromAbove, boolean fromBelow) {
        double[] wanted = new double[layer.size()];
        double[] weight = new double[layer.size()];
        for (int i = 0; i < wanted.length; i++) {
            Cell c = layer.get(i);
            double sum = 0;
            if (fromAbove) {
                for (Link l : c.into) {
                    double pull = pull(l);
                    sum += pull * (l.from.x + l.leaves - l.arrives);
                    weight[i] += pull;
                }
            }
            if (fromBelow) {
                for (Link l : c.out) {
                    double pull = pull(l);
                    sum += pull * (l.to.x + l.arrives - l.leaves);
                    weight[i] += pull;
                }
            }
            wanted[i] = weight[i] > 0 ? sum / weight[i] : c.x;
            weight[i] = Math.max(weight[i], 0.1);
        }
        place(layer, wanted, weight);
    }

    /** A way between two passing places wants to be straight. */
    private static double pull(Link l) {
        boolean passesAbove = l.from.height == 0;
        boolean passesBelow = l.to.height == 0;
        return passesAbove && passesBelow ? 8 : passesAbove || passesBelow ? 2 : 1;
    }

    /**
     * Places the cells of a layer, in their order and apart, nearest to where they are wanted by least squares: without the distances it
     * is a regression in ascending order, which pools neighbours that would change places.
     */
    private static void place(List<Cell> layer, double[] wanted, double[] weight) {
        int n = layer.size();
        double[] shift = new double[n];
        for (int i = 1; i < n; i++) {
            shift[i] = shift[i - 1] + (layer.get(i - 1).width + layer.get(i).width) / 2 + BETWEEN_CELLS;
        }
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            mean[pools] = wanted[i] - shift[i];
            mass[pools] = weight[i];
            size[pools] = 1;
            pools++;
            while (pools > 1 && mean[pools - 2] >= mean[pools - 1]) {
                double both = mass[pools - 2] + mass[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * mass[pools - 2] + mean[pools - 1] * mass[pools - 1]) / both;
                mass[pools - 2] = both;
                size[pools - 2] += size[pools - 1];
                pools--;
            }
        }
        for (int i = 0, pool = 0, used = 0; i < n; i++, used++) {
            if (used == size[pool]) {
                pool++;
                used = 0;
            }
            layer.get(i).x = mean[pool] + shift[i];
        }
    }

    private void placeDown(double above) {
        double y = 0;
        for (int i = 0; i < layers.size(); i++) {
            double tallest =
                    layers.get(i).stream().mapToDouble(c -> c.height).max().orElse(0);
            for (Cell c : layers.get(i)) {
                c.y = y;
            }
            tops.add(y);
            bottoms.add(y + tallest);
            y += tallest + (i == 0 ? Math.max(above, entries.isEmpty() ? 0 : BETWEEN_LAYERS) : BETWEEN_LAYERS);
        }
        int last = layers.size() - 1;
        height = bottoms.get(last);
    }

    /** The link as SVG path data, the layers moved by ({@code left}, {@code top}); what leaves goes on to {@code edge}. */
    String path(Link l, double left, double top, double edge) {
        StringBuilder path = new StringBuilder();
        long x = Math.round(left + l.from.x + l.leaves);
        long y = Math.round(top + l.from.y + l.from.height);
        path.append("M").append(x).append(" ").append(y);
        List<Cell> stops = new ArrayList<>(l.way);
        stops.add(l.to);
        int layer = l.from.layer;
        for (Cell stop : stops) {
            long bottom = Math.round(top + bottoms.get(layer));
            long nextX = Math.round(left + stop.x + (stop == l.to ? l.arrives : 0));
            long nextY = Math.round(top + tops.get(stop.layer));
            long half = (nextY - bottom) / 2;
            long across = nextX - x;
            if (across == 0) {
                path.append("V").append(nextY);
            } else {
                path.append(bottom > y ? "V" + bottom : "")
                        .append("c0 %d %d %d %d %d".formatted(half, across, half, across, nextY - bottom));
            }
            x = nextX;
            y = nextY;
            layer = stop.layer;
        }
        return path + (exits.contains(l.to) ? "V" + Math.round(edge) : "");
    }
}
