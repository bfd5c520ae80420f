using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A switch statement that holds a boundary, or a switch expression one of whose arms does.</summary>
internal sealed class SwitchNode(Code governing, SyntaxNode origin) : JumpTarget(origin)
{
    public Code Governing { get; } = governing;

    public List<SwitchPart> Sections { get; } = [];

    /// <summary>Whether one of the sections is the default.</summary>
    public bool IsExhaustive { get; init; }

    public override IEnumerable<Node> Parts => Sections.Select(section => section.Body);
}

/// <summary>A section of a switch: its labels, then its statements.</summary>
internal sealed record SwitchPart(IReadOnlyList<Code> Labels, BlockNode Body);
