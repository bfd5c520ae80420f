namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>What a build pays for the generator.</summary>
public sealed class GeneratorCold : GeneratorScenario
{
    public override string Name => "generator-cold";

    public override string Ours => "the generator's first run over 1,000 handlers of 5 boundaries";

    public override string Other => "the compiler's own emit of the same project without us";

    public override Target Target => Target.AtMost(0.5);

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        var project = Project.Clone();
        CheckOutput(ManyHandlers.Driver().RunGenerators(project), project);
    }

    public override ValueTask<Measurement> OursAsync() => new(Cold());

    public override ValueTask<Measurement> OtherAsync()
    {
        var project = Project.Clone();
        return new(Measurement.Milliseconds(() =>
        {
            using var image = new MemoryStream();
            if (!project.Emit(image).Success)
            {
                throw new InvalidOperationException("The project does not compile.");
            }
        }));
    }
}
