using System.Collections.Concurrent;
using System.Reflection;
using AsyncSplit.Runtime;

namespace AsyncSplit.Testing;

/// <summary>Finds the generated registrations of assemblies and of those that they reference.</summary>
internal static class ChainablesFinder
{
    // A test process asks for the same few assemblies again and again.
    private static readonly ConcurrentDictionary<Assembly, ChainablesAttribute[]> s_found = new();

    public static IEnumerable<IChainables> Find(IEnumerable<Assembly> roots) =>
        roots.SelectMany(root => s_found.GetOrAdd(root, FindFrom)).Select(attribute => attribute.Create());

    private static ChainablesAttribute[] FindFrom(Assembly root)
    {
        var found = new List<ChainablesAttribute>();
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([root]);
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly.FullName))
            {
                continue;
            }

            found.AddRange(assembly.GetCustomAttributes().OfType<ChainablesAttribute>());
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!IsFramework(reference) && TryLoad(reference) is { } referenced)
                {
                    open.Enqueue(referenced);
                }
            }
        }

        return [.. found];
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is null or "mscorlib" or "netstandard" or "System"
        || name.Name.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            // Referenced at build time only: no handler of it can be called.
            return null;
        }
    }
}
