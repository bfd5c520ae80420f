using System.Runtime.Loader;
using AsyncSplit.Generators;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Fuzz.Running;

/// <summary>The generator that programs are split by: the project's own, or a mutant of it, to see whether the programs notice.</summary>
internal static class TestedGenerator
{
    private static Type s_type = typeof(ChainableGenerator);

    public static IIncrementalGenerator Create() => (IIncrementalGenerator)Activator.CreateInstance(s_type)!;

    /// <summary>Takes the generator of another assembly, before anything is compiled. The compiler's own assemblies are shared.</summary>
    public static void Use(string path)
    {
        using var image = File.OpenRead(path);
        s_type = new AssemblyLoadContext(path).LoadFromStream(image).GetType(typeof(ChainableGenerator).FullName!, throwOnError: true)!;
    }
}
