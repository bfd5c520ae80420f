namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>A key press that changes a declaration which has nothing to do with any handler.</summary>
public sealed class GeneratorEditMemberElsewhere : GeneratorEdit
{
    public override string Name => "generator-edit-elsewhere-member";

    public override string Ours => "the generator after a key press in the name of a member of an unrelated file, among 1,000 handlers";

    public override Target Target => Target.AtMost(0.05);

    protected override (string Path, string Text) Place => (ManyHandlers.Elsewhere, ManyHandlers.MemberElsewhere);
}
