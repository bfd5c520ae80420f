using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <content>
/// Labels of the user's. Wherever a block is written its labels get names of their own, since the rest of a loop and the loop again may both have them.
/// A goto back to a label that lies before the boundary finds that, and what follows it, written behind the rest.
/// </content>
internal sealed partial class EntryWriter
{
    private readonly Dictionary<Mark, Label> _labels = [];
    private readonly HashSet<string> _writtenLabels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _jumpedTo = new(StringComparer.Ordinal);

    private string UseLabel(Mark mark)
    {
        if (!_labels.TryGetValue(mark, out var label))
        {
            throw new SplitException(RuleIds.CannotBeSplit, _boundary?.Syntax ?? _context.Root.Origin!, $"a goto to the label '{mark.Name}' from where it cannot be reached after the split");
        }

        label.IsUsed = true;
        _jumpedTo.Add(label.Name);
        return label.Name;
    }

    /// <summary>Gives the block's labels names while <paramref name="write"/> runs.</summary>
    private bool WithLabels(BlockNode block, Func<Mark, Label> name, Func<bool> write)
    {
        var own = block.Items.OfType<LabelNode>().Select(item => item.Mark).ToList();
        var outer = own.Select(mark => _labels.TryGetValue(mark, out var label) ? label : null).ToList();
        foreach (var mark in own)
        {
            _labels[mark] = name(mark);
        }

        var completes = write();
        for (var index = 0; index < own.Count; index++)
        {
            if (outer[index] is { } label)
            {
                _labels[own[index]] = label;
            }
            else
            {
                _labels.Remove(own[index]);
            }
        }

        return completes;
    }

    private Label FreshLabel(Mark mark) => new(Fresh(mark.Name));

    private static string LabelLine(string name) => $"{name}: ;";

    /// <summary>Takes back the user's labels to which nothing in the entry point jumps.</summary>
    private void DropLabels(Output output)
    {
        var unused = new HashSet<string>(_writtenLabels.Where(name => !_jumpedTo.Contains(name)).Select(LabelLine), StringComparer.Ordinal);
        if (unused.Count > 0)
        {
            output.Lines.RemoveAll(line => line.Span is null && unused.Contains(line.Text));
        }
    }

    /// <summary>Writes a label, if control can come to it: from above or by a goto.</summary>
    private bool WriteLabel(LabelNode node, Output output, bool completes)
    {
        var label = _labels[node.Mark];
        if (!label.IsUsed && (!completes || !node.Mark.IsOfUser))
        {
            return completes;
        }

        output.Add(LabelLine(label.Name));
        _writtenLabels.Add(label.Name);
        label.IsWritten = true;
        return true;
    }

    /// <summary>Where the rest of a block has jumped back to a label before the boundary: the block again from its first label.</summary>
    private bool WriteAgain(BlockNode block, Output output, bool completes)
    {
        var first = block.Items.FindIndex(item => item is LabelNode { Mark.IsOfUser: true });
        if (first < 0 || !block.Items.OfType<LabelNode>().Any(item => _labels[item.Mark] is { IsUsed: true, IsWritten: false }))
        {
            return completes;
        }

        var names = block.Items.OfType<LabelNode>().ToDictionary(item => item.Mark, item => _labels[item.Mark]);
        var before = names.Values.Select(label => (label, label.IsUsed, label.IsWritten)).ToList();
        var again = new Output();
        var reaches = WithLabels(block, mark => names[mark].IsWritten ? FreshLabel(mark) : names[mark], () => Items(block, again, first, completes: false));
        var end = Fresh("Done");
        if (again.Declares || output.Uses.Any(symbol => !output.Declared.Contains(symbol) && again.DeclaredInside.Contains(symbol)))
        {
            // The rest may have declared the same: each label's part is written by itself, in braces.
            foreach (var (label, isUsed, isWritten) in before)
            {
                (label.IsUsed, label.IsWritten) = (isUsed, isWritten);
            }

            return WriteParts(block, output, again, completes, end);
        }

        if (completes)
        {
            output.Add($"goto {end};");
        }

        output.Append(again, 0);
        if (completes)
        {
            output.Add($"{end}: ;");
        }

        return completes || reaches;
    }

    /// <summary>The rest, then the block from each of its labels that is jumped to, one after the other, in braces. The jumps of a part to labels in it stay in it.</summary>
    /// <param name="declared">What the block declares behind its first label: each part has variables of its own.</param>
    private bool WriteParts(BlockNode block, Output output, Output declared, bool completes, string end)
    {
        var reachesEnd = false;
        var rest = output.Detach();
        Restore(rest, rest.Uses.Where(symbol => !rest.Declared.Contains(symbol) && (declared.Declared.Contains(symbol) || declared.DeclaredInside.Contains(symbol))).ToList(), [.. rest.TempUses.Where(temp => !rest.DeclaredTemps.Contains(temp) && declared.DeclaredTemps.Contains(temp))]);
        Braces(output, rest);
        while (block.Items.OfType<LabelNode>().FirstOrDefault(item => _labels[item.Mark] is { IsUsed: true, IsWritten: false }) is { } start)
        {
            if (completes)
            {
                output.Add($"goto {end};");
                reachesEnd = true;
            }

            var names = block.Items.OfType<LabelNode>().ToDictionary(item => item.Mark, item => _labels[item.Mark]);
            var first = block.Items.IndexOf(start);
            names[start.Mark].IsWritten = true;
            output.Add($"{names[start.Mark].Name}: ;");
            var part = new Output();
            completes = WithLabels(block, mark => block.Items.FindIndex(item => item is LabelNode label && label.Mark == mark) < first ? names[mark] : FreshLabel(mark), () => Items(block, part, first, completes: true));
            if (part.Uses.FirstOrDefault(symbol => !part.Declared.Contains(symbol) && declared.Declared.Contains(symbol)) is { } shared)
            {
                throw new SplitException(RuleIds.CannotBeSplit, _boundary!.Syntax, $"a goto back over this await to the label '{start.Mark.Name}', behind which '{shared.Name}' is used that is declared between two labels: declare it before the first label");
            }

            Braces(output, part);
        }

        if (reachesEnd)
        {
            output.Add($"{end}: ;");
        }

        return completes || reachesEnd;
    }

    private string GotoCase(GotoCaseText jump)
    {
        if (!_cases.TryGetValue(jump.Switch, out var names))
        {
            return jump.Text;
        }

        if (!names.TryGetValue(jump.Section, out var label))
        {
            names[jump.Section] = label = new Label(Fresh("Case"));
        }

        label.IsUsed = true;
        return $"goto {label.Name};";
    }

    /// <summary>The sections to which the rest of another one goes by goto case.</summary>
    private bool WriteCases(SwitchNode choice, Output output, Dictionary<int, Label> names, Jumps jumps, bool completes)
    {
        if (completes && names.Count > 0)
        {
            jumps.BreakUsed = true;
            output.Add($"goto {jumps.Break};");
            completes = false;
        }

        while (names.FirstOrDefault(pair => !pair.Value.IsWritten) is { Value: { } label } pending)
        {
            label.IsWritten = true;
            output.Add($"{label.Name}: ;");
            var section = new Output();
            if (Full(choice.Sections[pending.Key].Body, section))
            {
                jumps.BreakUsed = true;
                section.Add($"goto {jumps.Break};");
            }

            Restore(section, SharedBySections(choice, section), []);
            Braces(output, section);
        }

        return completes;
    }

    private readonly Dictionary<SwitchNode, Dictionary<int, Label>> _cases = [];

    /// <summary>A label in this entry point.</summary>
    private sealed class Label(string name)
    {
        public string Name { get; } = name;

        public bool IsUsed { get; set; }

        public bool IsWritten { get; set; }
    }
}
