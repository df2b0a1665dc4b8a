package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Picture.Arrow;
import io.grad4j.autodiff.trace.Picture.Box;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A picture as a flowchart of Mermaid; a group is a subgraph. */
final class Mermaid {
    private final Picture picture;
    private final StringBuilder text = new StringBuilder("flowchart TD\n");

    private Mermaid(Picture picture) {
        this.picture = picture;
    }

    static String of(Picture picture) {
        Mermaid view = new Mermaid(picture);
        view.inside(null, "  ");
        for (Arrow a : picture.arrows()) {
            view.text.append("  n%d --> n%d\n".formatted(a.from().id(), a.to().id()));
        }
        return view.text.toString();
    }

    private void inside(@Nullable Group frame, String indent) {
        for (Box b : picture.boxes()) {
            if (Objects.equals(b.frame(), frame)) {
                String label = b.lines().stream().map(Mermaid::escaped).collect(Collectors.joining("<br>"));
                text.append(indent)
                        .append("n")
                        .append(b.id())
                        .append(shape(b, "\"" + label + "\""))
                        .append("\n");
            }
        }
        for (Group g : picture.open()) {
            if (Objects.equals(g.parent(), frame)) {
                text.append(indent).append("subgraph g%d[\"%s\"]\n".formatted(g.id(), escaped(g.name())));
                inside(g, indent + "  ");
                text.append(indent).append("end\n");
            }
        }
    }

    private static String shape(Box b, String label) {
        if (b.step() == null) {
            return "[[" + label + "]]";
        }
        return switch (b.step().kind()) {
            case VARIABLE -> "([" + label + "])";
            case CONSTANT, NUMBER -> "[/" + label + "/]";
            case OPERATION -> "[" + label + "]";
        };
    }

    /** Marks of Mermaid, Markdown and HTML by their numbers. */
    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> c < ' ' ? " " : "\"#&<>;`*_\\".indexOf(c) >= 0 ? "#" + c + ";" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
