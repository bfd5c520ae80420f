using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Question"/>.</summary>
internal sealed class QuestionShape : Shape
{
    public override string Handler => "Question.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => Task.FromResult<IReadOnlyList<ChainEnd>>([new ChainEnd($"{size + 1}", [])]);
}
