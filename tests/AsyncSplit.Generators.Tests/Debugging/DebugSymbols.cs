using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Tests.Debugging;

/// <summary>The output of a run, compiled, with the sequence points of its methods as the debugger reads them.</summary>
internal sealed class DebugSymbols
{
    private readonly Dictionary<string, List<SequencePoint>> _points = new(StringComparer.Ordinal);
    private readonly Dictionary<DocumentHandle, string> _documents = [];
    private readonly GeneratorRun _run;

    private DebugSymbols(GeneratorRun run, byte[] assembly, byte[] symbols)
    {
        _run = run;
        Assembly = assembly;
        Symbols = symbols;
        using var pe = new PEReader(new MemoryStream(assembly));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var (metadata, pdb) = (pe.GetMetadataReader(), provider.GetMetadataReader());
        foreach (var handle in pdb.Documents)
        {
            _documents[handle] = pdb.GetString(pdb.GetDocument(handle).Name);
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            var name = metadata.GetString(method.Name);

            // The body of an async method is in a type of its own: <PlaceAsync_Start>d__3.MoveNext.
            name = name == "MoveNext" ? metadata.GetString(type.Name).Split('<', '>')[1] : name;
            var points = pdb.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().ToList();
            if (points.Count > 0)
            {
                _points[name] = points;
            }
        }
    }

    public byte[] Assembly { get; }

    public byte[] Symbols { get; }

    public static DebugSymbols Of(GeneratorRun run)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = run.Output.WithOptions(run.Output.Options.WithOptimizationLevel(OptimizationLevel.Debug))
            .Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return new(run, assembly.ToArray(), symbols.ToArray());
    }

    /// <summary>The user's text under each place of a method where a debugger stops, in order of the code.</summary>
    public IReadOnlyList<string> Stops(string method) => [.. _points[method].Where(point => !point.IsHidden).OrderBy(point => point.Offset).Select(TextOf)];

    /// <summary>The files that a method's stops are in.</summary>
    public IReadOnlyList<string> Files(string method) => [.. _points[method].Where(point => !point.IsHidden).Select(point => _documents[point.Document]).Distinct()];

    /// <summary>Whether the method's first instruction is hidden.</summary>
    public bool BeginsHidden(string method) => _points[method][0].IsHidden;

    private string TextOf(SequencePoint point)
    {
        var file = _documents[point.Document];
        var text = _run.Input.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == file)?.GetText();
        if (text is null)
        {
            return $"not in the user's source: {file}({point.StartLine})";
        }

        var (start, end) = (new LinePosition(point.StartLine - 1, point.StartColumn - 1), new LinePosition(point.EndLine - 1, point.EndColumn - 1));
        var isInside = end.Line < text.Lines.Count && end.Character <= text.Lines[end.Line].Span.Length;
        var lines = isInside ? text.ToString(text.Lines.GetTextSpan(new LinePositionSpan(start, end))).Split('\n') : [$"past the end of the line: {start}-{end}"];
        return string.Join(" ", lines.Select(line => line.Trim()));
    }
}
