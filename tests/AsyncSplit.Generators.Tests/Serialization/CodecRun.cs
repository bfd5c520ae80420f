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
    public static CodecRun RoundTrip(string source, bool? tracksIdentity = false, CSharpCompilation? library = null)
    {
        var compilation = Compile(source, library);
        var type = SampleType(compilation);
        var codec = SerializationAnalysis.For(compilation).Resolve(type, default);
        Assert.True(codec.IsSerializable, $"{codec.Path}: {codec.Reason}");

        var generated = new List<string> { Driver(TypeNames.ToCode(type), codec.Expression, tracksIdentity) };
        Emit(codec.Codecs, generated);
        var (json, before, after) = Run(compilation, generated, library);
        return new CodecRun(codec, json, before, after, string.Join("\n", generated));
    }

    /// <summary>Round trip of the exception <c>Sample.Value</c> by the codecs of all exception types in the source.</summary>
    public static void KeepsException(string source)
    {
        var compilation = Compile(source);
        var analysis = SerializationAnalysis.For(compilation);
        var types = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(ExceptionAnalysis.IsException);
        var generated = new List<string>();
        var expressions = new List<string>();
        var codecs = types.Select(type => analysis.ResolveException(type, default)).ToList();
        foreach (var model in codecs.SelectMany(codec => codec.Exceptions).Distinct())
        {
            var writer = new SourceWriter();
            ExceptionCodecEmitter.Emit(writer, model);
            generated.Add(writer.ToString());
            expressions.Add(model.Expression);
        }

        Emit(codecs.SelectMany(codec => codec.Codecs).Distinct(), generated);

        generated.Add(ExceptionDriver(expressions));
        var (_, before, after) = Run(compilation, generated);
        Assert.Equal(before, after);
    }

    /// <summary>Round trip that must show the same after as before.</summary>
    /// <param name="source">Has <c>Sample.Value</c> and <c>Sample.Show</c>.</param>
    /// <param name="tracksIdentity">Null: one way and the other.</param>
    /// <param name="library">Another assembly that the source refers to.</param>
    public static CodecRun Keeps(string source, bool? tracksIdentity = false, CSharpCompilation? library = null)
    {
        var run = RoundTrip(source, tracksIdentity, library);
        Assert.Equal(run.Before, run.After);
        return run;
    }

    public static CSharpCompilation Compile(string source, CSharpCompilation? library = null)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS8019", ReportDiagnostic.Suppress)]);
        var references = Net100.References.All.Cast<MetadataReference>()
            .Append(MetadataReference.CreateFromFile(typeof(AsyncSplit.Serialization.Codec).Assembly.Location))
            .Concat(library is null ? [] : [MetadataReference.CreateFromImage(Image(library))])
            .ToImmutableArray();
        var compilation = CSharpCompilation.Create("Shop.Sample", [Parse(Usings, "Usings.cs"), Parse(source, "Sample.cs")], references, options);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    /// <summary>Round trip of a state record with these members; gives what <paramref name="show"/> says of it afterwards.</summary>
    public static string State(
        string types, (string Name, string Type)[] members, string create, string show, bool tracksIdentity, string? json = null, string? countDefault = null)
    {
        var fields = string.Concat(members.Select(member => $"public {member.Type} {member.Name};\n"));
        var compilation = Compile($"{types}\n#pragma warning disable CS8618, CS0649\npublic class Members {{ {fields} }}");
        var analysis = SerializationAnalysis.For(compilation);
        var generated = new List<string>();
        var models = new List<Model.Entries.MemberModel>();
        var codecs = new HashSet<Model.Codecs.CodecModel>();
        foreach (var (name, _) in members)
        {
            var type = ((IFieldSymbol)compilation.GetTypeByMetadataName("Members")!.GetMembers(name.TrimStart('@')).Single()).Type;
            var codec = analysis.Resolve(type, default);
            var missing = name == "count" ? countDefault : type.NullableAnnotation == NullableAnnotation.Annotated ? "default!" : null;
            models.Add(new Model.Entries.MemberModel(name, name.TrimStart('@'), TypeNames.ToCode(type), codec.Expression!, missing));
            codecs.UnionWith(codec.Codecs);
        }

        Emit(codecs, generated);
        var all = new Model.EquatableArray<Model.Entries.MemberModel>([.. models]);
        var writer = new SourceWriter();
        writer.WriteLine("#nullable enable");
        using (writer.WriteBlock($"public sealed record State({string.Join(", ", models.Select(model => $"{model.Type} {model.Name}"))})"))
        {
            using (writer.WriteBlock("public void Write(global::AsyncSplit.Serialization.StateWriter writer)"))
            {
                MemberEmitter.WriteMembers(writer, all, "this.");
            }

            using (writer.WriteBlock("public static State Read(ref global::AsyncSplit.Serialization.StateReader reader)"))
            {
                MemberEmitter.ReadMembers(writer, all, "State");
                writer.WriteLine($"return new State({string.Join(", ", models.Select(MemberEmitter.Local))});");
            }

            MemberEmitter.WriteCodecs(writer, all);
        }

        generated.Add(writer.ToString());
        generated.Add($$"""
            #nullable enable
            public static class Driver
            {
                public static (string, string, string) Run()
                {
                    State value;
                    {{create}}
                    var stream = new global::System.IO.MemoryStream();
                    using (var json = new global::System.Text.Json.Utf8JsonWriter(stream))
                    {
                        value.Write(new global::AsyncSplit.Serialization.StateWriter(json, {{(tracksIdentity ? "true" : "false")}}));
                    }

                    byte[] bytes = {{(json is null ? "stream.ToArray()" : $"{MemberEmitter.Literal(json)}u8.ToArray()")}};
                    var reader = new global::AsyncSplit.Serialization.StateReader(new global::System.Text.Json.Utf8JsonReader(bytes), {{(tracksIdentity ? "true" : "false")}});
                    value = State.Read(ref reader);
                    return ("", "", {{show}});
                }
            }
            """);
        return Run(compilation, generated).After;
    }

    private static void Emit(IEnumerable<Model.Codecs.CodecModel> models, List<string> generated)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in models)
        {
            var name = CodecEmitter.HintName(model);
            Assert.True(names.Add(name), name);
            Assert.InRange(name.Length, 1, 100);
            var writer = new SourceWriter();
            CodecEmitter.Emit(writer, model);
            generated.Add(writer.ToString());
        }
    }

    // Compiles without a warning, and runs.
    private static (string Json, string Before, string After) Run(CSharpCompilation compilation, List<string> generated, CSharpCompilation? library = null)
    {
        var full = compilation.AddSyntaxTrees(generated.Select((unit, i) => Parse(unit, $"G{i}.cs")));
        var image = new MemoryStream();
        var text = string.Join("\n", generated);
        var problems = full.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(problems.Length == 0, string.Join("\n", problems.Select(problem => problem.ToString())) + "\n" + text);

        var context = new AssemblyLoadContext(null, isCollectible: true);
        if (library is not null)
        {
            context.LoadFromStream(new MemoryStream(Image(library)));
        }

        var loaded = context.LoadFromStream(new MemoryStream(image.ToArray()));
        try
        {
            return ((string, string, string))loaded.GetType("Driver")!.GetMethod("Run")!.Invoke(null, null)!;
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException(e.InnerException!.Message + "\n" + text, e.InnerException);
        }
    }

    private static string ExceptionDriver(IEnumerable<string> codecs) => $$"""
        #nullable enable
        public static class Driver
        {
            public static (string, string, string) Run() => Sample.Run();
        }

        public static partial class Sample
        {
            internal static (string, string, string) Run()
            {
                global::AsyncSplit.Serialization.ExceptionCodec[] codecs = [{{string.Join(", ", codecs)}}];
                var value = Value;
                var codec = codecs.Single(codec => codec.TypeName == value.GetType().FullName);
                var stream = new global::System.IO.MemoryStream();
                using (var json = new global::System.Text.Json.Utf8JsonWriter(stream))
                {
                    codec.WriteData(new global::AsyncSplit.Serialization.StateWriter(json), value);
                }

                var reader = new global::AsyncSplit.Serialization.StateReader(new global::System.Text.Json.Utf8JsonReader(stream.ToArray()));
                reader.Read();
                var read = codec.Read(ref reader, value is ArgumentException ? "bad" : value.Message, value.InnerException);
                return ("", Show(value), Show(read));
            }
        }
        """;

    private static ITypeSymbol SampleType(CSharpCompilation compilation, string sample = "Sample") =>
        compilation.GetTypeByMetadataName(sample)!.GetMembers("Value").Single() switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IMethodSymbol method => method.ReturnType,
            var other => throw new InvalidOperationException(other.ToString()),
        };

    internal static byte[] Image(CSharpCompilation library)
    {
        var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        return image.ToArray();
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), path);

    // In a part of Sample, which may hold private types.
    private static string Driver(string type, string expression, bool? tracksIdentity) => $$"""
        #nullable enable
        public static class Driver
        {
            public static (string, string, string) Run() => {{(tracksIdentity is { } one ? $"Sample.Run({(one ? "true" : "false")})" : "Both(Sample.Run(false), Sample.Run(true))")}};

            private static (string, string, string) Both((string, string, string) first, (string, string, string) second) =>
                (first.Item1, first.Item2 + second.Item2, first.Item3 + second.Item3);
        }

        public static partial class Sample
        {
            internal static (string, string, string) Run(bool tracksIdentity)
            {
                {{type}} value = Value!;
                var before = Show(value!);
                global::AsyncSplit.Serialization.Codec<{{type}}> codec = {{expression}};
                var stream = new global::System.IO.MemoryStream();
                using (var json = new global::System.Text.Json.Utf8JsonWriter(stream, global::AsyncSplit.Serialization.StateWriter.Options))
                {
                    codec.Write(new global::AsyncSplit.Serialization.StateWriter(json, tracksIdentity), value!);
                }

                var bytes = stream.ToArray();
                var reader = new global::AsyncSplit.Serialization.StateReader(
                    new global::System.Text.Json.Utf8JsonReader(bytes, global::AsyncSplit.Serialization.StateReader.Options), tracksIdentity);
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
