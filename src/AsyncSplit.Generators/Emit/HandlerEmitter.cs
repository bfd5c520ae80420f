using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the file of one handler: its entry points beside it in its own type, then the records that travel between them.</summary>
internal static class HandlerEmitter
{
    public static string Emit(HandlerModel model, SourceMap map)
    {
        var writer = new SourceWriter();
        Header.Write(writer);
        var blocks = new Stack<SourceWriter.Block>();
        WriteLines(writer, model.Place.Defines);
        WriteLines(writer, model.Place.Usings);
        foreach (var space in model.Place.Namespaces)
        {
            if (space.IsFileScoped)
            {
                writer.WriteLine($"namespace {space.Name};");
                writer.WriteLine();
            }
            else
            {
                blocks.Push(writer.WriteBlock($"namespace {space.Name}"));
            }

            WriteLines(writer, space.Usings);
        }

        for (var depth = 0; depth < model.Place.Types.Count; depth++)
        {
            blocks.Push(writer.WriteBlock(model.Place.Types[depth]));
            if (model.Registration.Forwarder is { } forwarder && model.Registration.ForwarderDepth == depth + 1)
            {
                writer.WriteLine(Header.Hidden);
                writer.WriteLine($"internal static void {forwarder}({KnownNames.ChainRegistry} registry) => {model.Registration.ForwardsTo}(registry);");
                writer.WriteLine();
            }
        }

        EntryPoints(writer, model.Body, map);
        foreach (var lifted in model.Lifted)
        {
            writer.WriteLine();
            EntryPoints(writer, lifted, map);
        }

        writer.WriteLine();
        RecordEmitter.Arguments(writer, model.Body);
        writer.WriteLine();
        RegistrationEmitter.Handler(writer, model);
        Holder(writer, model.Body);
        foreach (var lifted in model.Lifted)
        {
            Records(writer, lifted);
        }

        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }

        return writer.ToString();
    }

    private static void EntryPoints(SourceWriter writer, UnitModel model, SourceMap map)
    {
        EntryEmitter.Start(writer, model, map);
        foreach (var entry in model.ResumePoints)
        {
            writer.WriteLine();
            EntryEmitter.ResumePoint(writer, model, entry, map);
        }

        foreach (var tail in model.Tails)
        {
            writer.WriteLine();
            EntryEmitter.Tail(writer, model, tail, map);
        }
    }

    private static void Records(SourceWriter writer, UnitModel model)
    {
        writer.WriteLine();
        RecordEmitter.Arguments(writer, model);
        writer.WriteLine();
        RegistrationEmitter.Lifted(writer, model);
        Holder(writer, model);
    }

    private static void Holder(SourceWriter writer, UnitModel model)
    {
        if (model.ResumePoints.Count + model.Calls.Count > 0)
        {
            writer.WriteLine();
            RecordEmitter.Holder(writer, model);
        }
    }

    private static void WriteLines(SourceWriter writer, EquatableArray<string> lines)
    {
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }

        if (lines.Count > 0)
        {
            writer.WriteLine();
        }
    }
}
