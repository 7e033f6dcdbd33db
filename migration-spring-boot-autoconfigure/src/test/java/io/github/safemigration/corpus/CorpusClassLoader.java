package io.github.safemigration.corpus;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class path of an application with the changelog in it, which wins over files of the same name in our tests. */
final class CorpusClassLoader extends URLClassLoader {

    CorpusClassLoader(List<Path> roots) {
        super(roots.stream().map(CorpusClassLoader::url).toArray(URL[]::new), CorpusClassLoader.class.getClassLoader());
    }

    private static URL url(Path root) {
        try {
            return root.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        boolean ofAll = name.startsWith("META-INF/services") || name.startsWith("META-INF/spring");
        Enumeration<URL> own = findResources(name);
        return ofAll || !own.hasMoreElements() ? super.getResources(name) : own;
    }
}
