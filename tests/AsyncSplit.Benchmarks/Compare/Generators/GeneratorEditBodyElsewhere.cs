namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>A key press in a method that has nothing to do with any handler.</summary>
public sealed class GeneratorEditBodyElsewhere : GeneratorEdit
{
    public override string Name => "generator-edit-elsewhere";

    public override string Ours => "the generator after a key press in a method of an unrelated file, among 1,000 handlers";

    public override Target Target => Target.AtMost(0.05);

    protected override (string Path, string Text) Place => (ManyHandlers.Elsewhere, ManyHandlers.BodyElsewhere);
}
