namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>A key press inside one handler.</summary>
public sealed class GeneratorEditHandler : GeneratorEdit
{
    public override string Name => "generator-edit-handler";

    public override string Ours => "the generator after a key press inside one handler, among 1,000 handlers";

    public override Target Target => Target.AtMost(0.06);

    protected override (string Path, string Text) Place => ("Orders0.cs", ManyHandlers.BodyOfHandler);
}
