package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Layout.PlacedBox;
import io.grad4j.autodiff.trace.Layout.PlacedFrame;
import io.grad4j.autodiff.trace.Layout.Rectangle;
import io.grad4j.autodiff.trace.Layout.Wire;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The graph in DOT, Mermaid and SVG. */
class DrawingsTest {
    private static Trace network() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant("x", generic(3, 2, 1));
            Var w = tape.variable("w", generic(2, 2, 2));
            Var h = tape.scope("layer", () -> tanh(x.mult(w)));
            return Trace.of(tape, h.dot(h));
        }
    }

    @Test
    void dotHasABoxForEachStepAnArrowForEachArgumentAndAClusterForEachScope() {
        assertThat(network().dot())
                .isEqualTo(
                        """
                        digraph trace {
                          node [shape=box, fontname="sans-serif"];
                          n0 [label="w variable\\n= 2×2\\nw\u0304 = 2×2", style=bold];
                          n4 [label="v3 = dot(v2, v2)\\n= 2.9784\\nv\u03043 = 1"];
                          subgraph cluster_0 {
                            label="layer";
                            n1 [label="x constant\\n= 3×2", style=dashed];
                            n2 [label="v1 = mult(x, w)\\n= 3×2\\nv\u03041 = 3×2"];
                            n3 [label="v2 = tanh(v1)\\n= 3×2\\nv\u03042 = 3×2"];
                          }
                          n1 -> n2;
                          n0 -> n2;
                          n2 -> n3;
                          n3 -> n4;
                          n3 -> n4;
                        }
                        """);
    }

    @Test
    void mermaidHasASubgraphForEachScope() {
        assertThat(network().mermaid())
                .startsWith("flowchart TD\n  n0([\"w variable<br>= 2×2<br>w\u0304 = 2×2\"])\n")
                .contains(
                        "  subgraph g0[\"layer\"]\n    n1[/\"x constant<br>= 3×2\"/]\n", "  n3 --> n4\n  n3 --> n4\n");
    }

    @Test
    void aClosedScopeIsOneBox() {
        Trace closed = network().closing("layer");
        assertThat(closed.dot())
                .doesNotContain("cluster")
                .contains("n3 [label=\"layer, 3 steps\\nv2 = 3×2\\nv\u03042 = 3×2\", shape=folder];\n  n4 ")
                .contains("  n0 -> n3;\n  n3 -> n4;\n  n3 -> n4;\n}");
        assertThat(closed.mermaid()).contains("n3[[\"layer, 3 steps").doesNotContain("subgraph");
        assertThat(closed.svg()).contains("layer, 3 steps").doesNotContain("class=\"frame\"");
        assertThat(network().closing().dot()).isEqualTo(closed.dot());
        assertThat(closed).hasToString(network().toString());
        assertThatThrownBy(() -> network().closing("nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"nowhere\"")
                .hasMessageContaining("[layer]");
    }

    @Test
    void namesOfTheUserAreTextInEveryDrawing() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("<script>\"alert\\(1)</script>", 2);
            Var y = tape.scope("a \"b\" & <c>", () -> square(exp(x)));
            Trace trace = Trace.of(tape, y);
            assertThat(trace.svg()).doesNotContain("<script").contains("&lt;script&gt;&quot;alert");
            assertThat(parsed(trace.svg()).getDocumentElement().getTextContent())
                    .contains("<script>\"alert\\(1)</script> variable", "a \"b\" & <c>");
            assertThat(trace.dot()).contains("\"<script>\\\"alert\\\\(1)</script> variable");
            assertThat(trace.mermaid()).doesNotContain("<script").contains("#60;script#62;#34;alert");
            assertThat(trace.json()).doesNotContain("<script").contains("\\u003cscript\\u003e\\u0022alert\\u005c(1)");
        }
    }

    @Test
    void jsonHasEveryNumberInFull() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1 / 3.0, 0));
            String json = Trace.of(tape, x.elementDiv(x), row(1, Double.POSITIVE_INFINITY))
                    .json();
            assertThat(json)
                    .startsWith("{\"root\":1,\"seed\":[[1,\"Infinity\"]],\"steps\":[{\"id\":0,\"name\":\"x\"")
                    .contains("\"value\":[[0.3333333333333333,0]]", "\"value\":[[1,\"NaN\"]]", "\"rule\":\"ȳ / b\"")
                    .endsWith("\"accumulates\":true}]}");
        }
    }

    /** A tape made by chance: sums, products and functions of earlier steps, some inside scopes. */
    static Recording byChance(long seed, int size) {
        Random random = new Random(seed);
        try (Tape tape = new Tape()) {
            List<Var> all = new ArrayList<>(List.of(tape.variable("a", 0.7), tape.variable("b", -0.4)));
            all.add(tape.constant("c", row(0.2)));
            grow(tape, all, random, size, 0);
            return Recording.of(tape, all.get(all.size() - 1), row(1));
        }
    }

    private static void grow(Tape tape, List<Var> all, Random random, int size, int depth) {
        for (int i = 0; i < size; i++) {
            Var x = all.get(random.nextInt(all.size()));
            Var y = all.get(all.size() - 1 - random.nextInt(Math.min(3, all.size())));
            switch (random.nextInt(depth < 2 ? 6 : 5)) {
                case 0 -> all.add(sin(y));
                case 1 -> all.add(x.plus(y));
                case 2 -> all.add(x.elementMult(y));
                case 3 -> all.add(x.minus(x));
                case 4 -> all.add(tape.constant("k" + all.size(), row(0.5)).plus(y));
                default ->
                    tape.scope("scope", () -> {
                        grow(tape, all, random, size / 2, depth + 1);
                        return 0;
                    });
            }
        }
    }

    @Property(tries = 25)
    void noArrowRunsBehindABoxAndNoBoxesOverlap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int size) {
        Recording recording = byChance(seed, size);
        Set<Group> some = new HashSet<>();
        recording.groups().stream().filter(g -> g.id() % 3 == 1).forEach(some::add);
        for (Set<Group> closed : List.of(Set.<Group>of(), some)) {
            Layout layout = Layout.of(Picture.of(recording, closed));
            assertThat(layout.boxes())
                    .hasSameSizeAs(Picture.of(recording, closed).boxes());
            boxesAreApart(layout);
            framesHoldTheirBoxesAlone(layout);
            wiresAreClear(layout);
        }
    }

    private static void boxesAreApart(Layout layout) {
        for (PlacedBox a : layout.boxes()) {
            for (PlacedBox b : layout.boxes()) {
                assertThat(!a.equals(b) && overlap(a.at(), b.at(), 0))
                        .as("%s over %s", a, b)
                        .isFalse();
            }
        }
    }

    private static void framesHoldTheirBoxesAlone(Layout layout) {
        for (PlacedFrame f : layout.frames()) {
            for (PlacedBox b : layout.boxes()) {
                Group frame = b.box().frame();
                boolean inside = frame != null && frame.isWithin(f.group());
                assertThat(overlap(f.at(), b.at(), 0)).as("%s and %s", f, b).isEqualTo(inside);
            }
        }
    }

    private static void wiresAreClear(Layout layout) {
        for (Wire w : layout.wires()) {
            for (double[] point : points(w.path())) {
                for (PlacedBox b : layout.boxes()) {
                    boolean end = b.box().equals(w.from()) || w.to().contains(b.box());
                    Rectangle spot = new Rectangle(point[0], point[1], 0, 0);
                    assertThat(overlap(b.at(), spot, end ? 2 : -2))
                            .as("%s behind %s", w, b)
                            .isFalse();
                }
            }
        }
    }

    private static boolean overlap(Rectangle a, Rectangle b, double inset) {
        return a.x() + inset < b.x() + b.width()
                && b.x() < a.x() + a.width() - inset
                && a.y() + inset < b.y() + b.height()
                && b.y() < a.y() + a.height() - inset;
    }

    /** Points along path data of M, V and c. */
    private static List<double[]> points(String path) {
        List<double[]> points = new ArrayList<>();
        double x = 0;
        double y = 0;
        Matcher m = Pattern.compile("([MVc])([^MVc]*)").matcher(path);
        while (m.find()) {
            double[] n = Stream.of(m.group(2).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double[] c =
                    switch (m.group(1)) {
                        case "M" -> new double[] {n[0], n[1], n[0], n[1], n[0], n[1]};
                        case "V" -> new double[] {x, y, x, n[0], x, n[0]};
                        default -> new double[] {x + n[0], y + n[1], x + n[2], y + n[3], x + n[4], y + n[5]};
                    };
            if (!m.group(1).equals("M")) {
                for (double t = 0; t <= 1; t += 0.05) {
                    double s = 1 - t;
                    points.add(new double[] {
                        s * s * s * x + 3 * s * s * t * c[0] + 3 * s * t * t * c[2] + t * t * t * c[4],
                        s * s * s * y + 3 * s * s * t * c[1] + 3 * s * t * t * c[3] + t * t * t * c[5]
                    });
                }
            }
            x = c[4];
            y = c[5];
        }
        return points;
    }

    @Test
    void everyArgumentOfAStepHasAWayThatEndsAtIt() {
        Recording recording = byChance(5, 20);
        Picture picture = Picture.of(recording, Set.of());
        Layout layout = Layout.of(picture);
        assertThat(picture.arrows()).hasSizeGreaterThan(20).allSatisfy(a -> assertThat(layout.wires())
                .anyMatch(w -> w.ends() && w.from().equals(a.from()) && w.to().equals(Set.of(a.to()))));
        List<String> heads = Pattern.compile("data-w=\"[^\"]*\"/>")
                .matcher(Svg.document(picture))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(heads).hasSameSizeAs(picture.arrows());
    }

    @Test
    void theSvgIsADocumentWithATitle() {
        Document svg = parsed(network().svg());
        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Graph of v3: 5 boxes, 5 arrows");
    }

    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + xml, e);
        }
    }
}
