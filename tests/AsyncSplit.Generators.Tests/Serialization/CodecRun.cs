using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Splitting.Serialization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Serialization;

/// <summary>Compiles a source, resolves the type of <c>Sample.Value</c> in it, and emits, compiles and runs the codecs.</summary>
internal sealed class CodecRun
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Text.Json.Serialization;
        """;

    private CodecRun(TypeCodec codec, string json, string before, string after, string generated)
    {
        Codec = codec;
        Json = json;
        Before = before;
        After = after;
        Generated = generated;
    }

    public TypeCodec Codec { get; }

    public string Json { get; }

    public string Before { get; }

    public string After { get; }

    public string Generated { get; }

    /// <summary>The type's codec or failure, without running anything.</summary>
    public static TypeCodec Resolve(string source, string sample = "Sample")
    {
        var compilation = Compile(source);
        return SerializationAnalysis.For(compilation).Resolve(SampleType(compilation, sample), default);
    }

    /// <summary>Round trip of <c>Sample.Value</c>; <c>Sample.Show</c> says what is seen of it before and after.</summary>
    public static CodecRun RoundTrip(string source, bool tracksIdentity = false)
    {
        var compilation = Compile(source);
        var type = SampleType(compilation);
        var codec = SerializationAnalysis.For(compilation).Resolve(type, default);
        Assert.True(codec.IsSerializable, $"{codec.Path}: {codec.Reason}");

        var generated = new List<string> { Driver(TypeNames.ToCode(type), codec.Expression, tracksIdentity) };
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in codec.Codecs)
        {
            Assert.True(names.Add(CodecEmitter.HintName(model)), CodecEmitter.HintName(model));
            var writer = new SourceWriter();
            CodecEmitter.Emit(writer, model);
            generated.Add(writer.ToString());
        }

        var text = string.Join("\n", generated);
        var full = compilation.AddSyntaxTrees(generated.Select((unit, i) => Parse(unit, $"G{i}.cs")));
        var image = new MemoryStream();
        var problems = full.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(problems.Length == 0, string.Join("\n", problems.Select(problem => problem.ToString())) + "\n" + text);

        var loaded = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(image.ToArray()));
        try
        {
            var (json, before, after) = ((string, string, string))loaded.GetType("Driver")!.GetMethod("Run")!.Invoke(null, null)!;
            return new CodecRun(codec, json, before, after, text);
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException(e.InnerException!.Message + "\n" + text, e.InnerException);
        }
    }

    /// <summary>Round trip that must show the same after as before.</summary>
    public static CodecRun Keeps(string source, bool tracksIdentity = false)
    {
        var run = RoundTrip(source, tracksIdentity);
        Assert.Equal(run.Before, run.After);
        return run;
    }

    public static CSharpCompilation Compile(string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS8019", ReportDiagnostic.Suppress)]);
        var references = Net100.References.All.Cast<MetadataReference>()
            .Append(MetadataReference.CreateFromFile(typeof(AsyncSplit.Serialization.Codec).Assembly.Location))
            .ToImmutableArray();
        var compilation = CSharpCompilation.Create("Shop.Sample", [Parse(Usings, "Usings.cs"), Parse(source, "Sample.cs")], references, options);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static ITypeSymbol SampleType(CSharpCompilation compilation, string sample = "Sample") =>
        compilation.GetTypeByMetadataName(sample)!.GetMembers("Value").Single() switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IMethodSymbol method => method.ReturnType,
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), path);

    // In a part of Sample, which may hold private types.
    private static string Driver(string type, string expression, bool tracksIdentity) => $$"""
        #nullable enable
        public static class Driver
        {
            public static (string, string, string) Run() => Sample.Run();
        }

        public static partial class Sample
        {
            internal static (string, string, string) Run()
            {
                {{type}} value = Value!;
                var before = Show(value!);
                global::AsyncSplit.Serialization.Codec<{{type}}> codec = {{expression}};
                var stream = new global::System.IO.MemoryStream();
                using (var json = new global::System.Text.Json.Utf8JsonWriter(stream, global::AsyncSplit.Serialization.StateWriter.Options))
                {
                    codec.Write(new global::AsyncSplit.Serialization.StateWriter(json, {{(tracksIdentity ? "true" : "false")}}), value!);
                }

                var bytes = stream.ToArray();
                var reader = new global::AsyncSplit.Serialization.StateReader(
                    new global::System.Text.Json.Utf8JsonReader(bytes, global::AsyncSplit.Serialization.StateReader.Options), {{(tracksIdentity ? "true" : "false")}});
                reader.Read();
                var read = codec.Read(ref reader);
                if (reader.Json.Read())
                {
                    throw new global::System.InvalidOperationException("not read to the end");
                }

                return (global::System.Text.Encoding.UTF8.GetString(bytes), before, Show(read!));
            }
        }
        """;
}
