package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Layout.PlacedBox;
import io.grad4j.autodiff.trace.Layout.PlacedFrame;
import io.grad4j.autodiff.trace.Layout.Rectangle;
import io.grad4j.autodiff.trace.Layout.Wire;
import io.grad4j.autodiff.trace.Picture.Box;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A picture as SVG; of the elements' classes a page makes what it needs. */
final class Svg {
    /** The look of a drawing that stands alone. */
    private static final String STYLE =
            "text{font:12px system-ui,sans-serif;fill:#1b1f24}text:first-of-type{font-weight:600}rect{rx:5px;fill:#fff;stroke:#57606a}"
                    + ".frame rect{fill:none;stroke-dasharray:2 4}.variable rect{stroke-width:2.5}"
                    + ".constant rect{stroke-dasharray:5 3}path{fill:none;stroke:#57606a}marker path{fill:#57606a}"
                    + "path[data-w]:not(.through){marker-end:url(#trace-head)}";

    private final StringBuilder text = new StringBuilder();

    private Svg() {}

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
        return "viewBox=\"0 0 %1$s %2$s\" width=\"%1$s\" height=\"%2$s\""
                .formatted(number(layout.width()), number(layout.height()));
    }

    /** The frames, the wires and the boxes; {@code name} tells this drawing's ids from those of another on the same page. */
    static String content(Layout layout, String name) {
        Svg svg = new Svg();
        svg.text
                .append("<defs><marker id=\"%s-head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" ".formatted(name))
                .append("markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">")
                .append("<path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        svg.inside(layout, null);
        return svg.text.toString();
    }

    /** The frames directly inside {@code group}, each before what it holds, then the wires and boxes. */
    private void inside(Layout layout, @Nullable Group group) {
        for (PlacedFrame f : layout.frames()) {
            if (Objects.equals(f.group().parent(), group)) {
                text.append(
                        "<g class=\"frame\" data-g=\"%d\"".formatted(f.group().id()));
                rectangle(f.at());
                line(15, f.group().name());
                text.append("</g><g>\n");
                inside(layout, f.group());
                text.append("</g>\n");
            }
        }
        layout.wires().stream().filter(w -> Objects.equals(w.frame(), group)).forEach(this::wire);
        layout.boxes().stream()
                .filter(b -> Objects.equals(b.box().frame(), group))
                .forEach(this::box);
    }

    private void wire(Wire w) {
        String to = w.to().stream().map(b -> " " + b.id()).collect(Collectors.joining());
        text.append("<path d=\"%s\" data-w=\"%d%s\""
                        .formatted(w.path(), w.from().id(), to))
                .append(w.ends() ? "/>\n" : " class=\"through\"/>\n");
    }

    private void box(PlacedBox b) {
        Box box = b.box();
        String kind = box.step() == null ? "group" : box.step().kind().name().toLowerCase(Locale.ROOT);
        text.append(kind.equals("operation") ? "<g" : "<g class=\"" + kind + "\"")
                .append(" data-n=\"" + box.id() + "\"")
                .append(box.closed() == null ? "" : " data-c=\"" + box.closed().id() + "\"");
        rectangle(b.at());
        for (int i = 0; i < box.lines().size(); i++) {
            line(1 + Layout.LINE * (i + 1), box.lines().get(i));
        }
        text.append("</g>\n");
    }

    /** Moves the group that is being opened to its place, and draws its rectangle. */
    private void rectangle(Rectangle r) {
        text.append(" transform=\"translate(%s,%s)\"><rect width=\"%s\" height=\"%s\"/>"
                .formatted(number(r.x()), number(r.y()), number(r.width()), number(r.height())));
    }

    private void line(double y, String words) {
        text.append("<text x=\"8\" y=\"%s\">%s</text>".formatted(number(y), Html.escaped(words)));
    }

    private static String number(double x) {
        return Long.toString(Math.round(x));
    }
}
