using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>A project of 1,000 handlers (200 where it has to be quick), and the generator's first run over it.</summary>
public abstract class GeneratorScenario : Scenario
{
    private const int Handlers = 1000;
    private const int HandlersWhenQuick = 200;

    /// <summary>The project; nothing of it is bound.</summary>
    private protected CSharpCompilation Project { get; private set; } = null!;

    public override ValueTask SetUpAsync(bool isQuick)
    {
        Project = ManyHandlers.Compile(isQuick ? HandlersWhenQuick : Handlers);
        return default;
    }

    public override ValueTask DisposeAsync()
    {
        // The scenarios behind it are not to find a heap full of it.
        Project = null!;
        return base.DisposeAsync();
    }

    /// <summary>The first run of a new driver over a compilation of which nothing is bound.</summary>
    private protected Measurement Cold()
    {
        var (project, driver) = (Project.Clone(), ManyHandlers.Driver());
        return Measurement.Milliseconds(() => driver = driver.RunGenerators(project));
    }

    private protected static void CheckOutput(GeneratorDriver driver, CSharpCompilation project)
    {
        var result = driver.GetRunResult();
        var handlers = (project.SyntaxTrees.Length - 1) * ManyHandlers.PerFile;
        if (result.GeneratedTrees.Count(tree => Path.GetFileName(tree.FilePath).StartsWith("Orders", StringComparison.Ordinal)) != handlers || result.Results[0].Exception is not null)
        {
            throw new InvalidOperationException("The generator has not split every handler.");
        }
    }
}
