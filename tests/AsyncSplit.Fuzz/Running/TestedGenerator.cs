using System.Runtime.Loader;
using AsyncSplit.Generators;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Fuzz.Running;

/// <summary>The generator that programs are split by: the project's own, or a mutant of it, to see whether the programs notice.</summary>
internal static class TestedGenerator
{
    private static Func<IIncrementalGenerator> s_create = () => new ChainableGenerator();

    public static IIncrementalGenerator Create() => s_create();

    /// <summary>Takes the project's own, sharing what it can between entry points, not only what is long.</summary>
    public static void ShareAlways() => s_create = () => new ChainableGenerator(TailSharing.Always);

    /// <summary>Takes the generator of another assembly, before anything is compiled. The compiler's own assemblies are shared.</summary>
    public static void Use(string path)
    {
        using var image = File.OpenRead(path);
        var type = new AssemblyLoadContext(path).LoadFromStream(image).GetType(typeof(ChainableGenerator).FullName!, throwOnError: true)!;
        s_create = () => (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }
}
