package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Picture.Arrow;
import io.grad4j.autodiff.trace.Picture.Box;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A picture in the DOT language of Graphviz; a group is a cluster. */
final class Dot {
    private final Picture picture;
    private final StringBuilder text = new StringBuilder();

    private Dot(Picture picture) {
        this.picture = picture;
    }

    static String of(Picture picture) {
        Dot view = new Dot(picture);
        view.text.append("digraph trace {\n  node [shape=box, fontname=\"sans-serif\"];\n");
        view.inside(null, "  ");
        for (Arrow a : picture.arrows()) {
            view.text.append("  n%d -> n%d;\n".formatted(a.from().id(), a.to().id()));
        }
        return view.text.append("}\n").toString();
    }

    private void inside(@Nullable Group frame, String indent) {
        for (Box b : picture.boxes()) {
            if (Objects.equals(b.frame(), frame)) {
                text.append(indent).append("n%d [label=%s%s];\n".formatted(b.id(), label(b), style(b)));
            }
        }
        for (Group g : picture.open()) {
            if (Objects.equals(g.parent(), frame)) {
                text.append(indent).append("subgraph cluster_%d {\n".formatted(g.id()));
                text.append(indent).append("  label=").append(quoted(g.name())).append(";\n");
                inside(g, indent + "  ");
                text.append(indent).append("}\n");
            }
        }
    }

    private static String style(Box b) {
        if (b.step() == null) {
            return ", shape=folder";
        }
        return switch (b.step().kind()) {
            case VARIABLE -> ", style=bold";
            case CONSTANT, NUMBER -> ", style=dashed";
            case OPERATION -> "";
        };
    }

    private static String label(Box b) {
        return b.lines().stream().map(Dot::escaped).collect(Collectors.joining("\\n", "\"", "\""));
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ");
    }
}
