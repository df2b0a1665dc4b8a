package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Layout.PlacedBox;
import io.grad4j.autodiff.trace.Layout.PlacedFrame;
import io.grad4j.autodiff.trace.Layout.Rectangle;
import io.grad4j.autodiff.trace.Layout.Wire;
import io.grad4j.autodiff.trace.Picture.Box;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture as SVG; of the elements' classes a page makes what it needs. */
final class Svg {
    /** The look of a drawing that stands alone. */
    private static final String STYLE =
            "text{font:12px system-ui,sans-serif;fill:#1b1f24}.h{font-weight:600}rect{fill:#fff;stroke:#57606a}"
                    + ".frame rect{fill:none;stroke-dasharray:2 4}.variable rect{stroke-width:2.5}"
                    + ".constant rect{stroke-dasharray:5 3}path{fill:none;stroke:#57606a}marker path{fill:#57606a}";

    private final StringBuilder text = new StringBuilder();

    private final String head;

    private Svg(String head) {
        this.head = head;
    }

    /** A document that stands alone. */
    static String document(Picture picture) {
        Layout layout = Layout.of(picture);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size(layout) + " role=\"img\"><title>"
                + Html.escaped(title(picture)) + "</title><style>" + STYLE + "</style>" + content(layout, "trace")
                + "</svg>\n";
    }

    /** What the picture shows, in words. */
    static String title(Picture picture) {
        return "Graph of " + picture.recording().root().name() + ": "
                + picture.boxes().size() + " boxes, " + picture.arrows().size() + " arrows";
    }

    /** The attributes of the size. */
    static String size(Layout layout) {
        return String.format(
                Locale.ROOT,
                "viewBox=\"0 0 %.0f %.0f\" width=\"%1$.0f\" height=\"%2$.0f\"",
                layout.width(),
                layout.height());
    }

    /** The frames, the wires and the boxes; {@code name} tells this drawing's ids from those of another on the same page. */
    static String content(Layout layout, String name) {
        Svg svg = new Svg(name + "-head");
        svg.text.append(
                "<defs><marker id=\"" + svg.head + "\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\""
                        + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        layout.frames().forEach(svg::frame);
        layout.wires().forEach(svg::wire);
        layout.boxes().forEach(svg::box);
        return svg.text.toString();
    }

    private void frame(PlacedFrame f) {
        Rectangle r = f.at();
        text.append("<g class=\"frame\" data-g=\"%d\">".formatted(f.group().id()))
                .append(rectangle(r))
                .append(String.format(Locale.ROOT, "<text class=\"h\" x=\"%.0f\" y=\"%.0f\">", r.x() + 8, r.y() + 15))
                .append(Html.escaped(f.group().name()))
                .append("</text></g>\n");
    }

    private void wire(Wire w) {
        String to = w.to().stream().map(b -> Integer.toString(b.id())).collect(Collectors.joining(" "));
        text.append("<path d=\"%s\" data-f=\"%d\" data-t=\"%s\""
                        .formatted(w.path(), w.from().id(), to))
                .append(w.frame() == null ? "" : " data-g=\"" + w.frame().id() + "\"")
                .append(w.ends() ? " marker-end=\"url(#" + head + ")\"/>\n" : "/>\n");
    }

    private void box(PlacedBox b) {
        Box box = b.box();
        String kind = box.step() == null ? "group" : box.step().kind().name().toLowerCase(Locale.ROOT);
        text.append("<g class=\"%s\" data-n=\"%d\"".formatted(kind, box.id()))
                .append(box.frame() == null ? "" : " data-g=\"" + box.frame().id() + "\"")
                .append(">")
                .append(rectangle(b.at()))
                .append(lines(b))
                .append("</g>\n");
    }

    private static String lines(PlacedBox b) {
        StringBuilder lines = new StringBuilder();
        List<String> all = b.box().lines();
        String[] classes = {"h", "v", "a"};
        for (int i = 0; i < all.size(); i++) {
            lines.append(String.format(
                            Locale.ROOT,
                            "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\">",
                            classes[i],
                            b.at().x() + 8,
                            b.at().y() + 1 + Layout.LINE * (i + 1)))
                    .append(Html.escaped(all.get(i)))
                    .append("</text>");
        }
        return lines.toString();
    }

    private static String rectangle(Rectangle r) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"5\"/>",
                r.x(),
                r.y(),
                r.width(),
                r.height());
    }
}
