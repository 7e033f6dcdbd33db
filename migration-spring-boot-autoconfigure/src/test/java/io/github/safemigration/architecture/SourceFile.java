package io.github.safemigration.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file, measured with the compiler's own parser.
 *
 * @param name its name
 * @param text its text
 * @param types whether each top-level type is public
 * @param methods its methods and constructors
 */
record SourceFile(String name, String text, List<Boolean> types, List<Method> methods) {

    /** Annotations of methods whose parameters others dictate. */
    private static final Set<String> DICTATED =
            Set.of("Override", "ReadOperation", "WriteOperation", "DeleteOperation");

    /**
     * A method or constructor with a body.
     *
     * @param name its name
     * @param lines lines between the braces of its body
     * @param parameters how many it takes; none where others dictate them
     */
    record Method(String name, long lines, int parameters) {}

    static SourceFile parse(String name, String text) {
        return parse(Map.of(name, text)).get(0);
    }

    /** Parses files, name to text, all with one run of the compiler. */
    static List<SourceFile> parse(Map<String, String> texts) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Text> files = texts.entrySet().stream()
                .map(file -> new Text(file.getKey(), file.getValue()))
                .toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            List<SourceFile> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                parsed.add(measure(unit, positions));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long lines() {
        return text.lines().count();
    }

    private static SourceFile measure(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        List<Method> methods = new ArrayList<>();
        new Scanner(unit, positions).scan(unit, methods);
        JavaFileObject file = unit.getSourceFile();
        String name = file.getName().substring(1);
        return new SourceFile(name, file.getCharContent(true) + "", isPublic(unit), methods);
    }

    private static List<Boolean> isPublic(CompilationUnitTree unit) {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(type -> ((ClassTree) type).getModifiers().getFlags().contains(Modifier.PUBLIC))
                .toList();
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, List<Method>> {

        private final CompilationUnitTree unit;

        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, List<Method> methods) {
            methods.add(new Method(method.getName() + "", bodyLines(method), parameters(method)));
            return super.visitMethod(method, methods);
        }

        private long bodyLines(MethodTree method) {
            if (method.getBody() == null) {
                return 0;
            }
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method.getBody()));
            long last = map.getLineNumber(positions.getEndPosition(unit, method.getBody()));
            return Math.max(0, last - first - 1);
        }

        private int parameters(MethodTree method) {
            boolean dictated = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> DICTATED.contains(annotation.getAnnotationType() + ""));
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            boolean ofRecord = owner.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            return dictated || ofRecord ? 0 : method.getParameters().size();
        }
    }
}
