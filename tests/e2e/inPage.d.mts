export function reachableNames(): string[];
export function bridge(): { keys: string[]; type: string; frozen: boolean };
export function policyHeaders(): Promise<Record<string, string>>;
export function runnableTexts(): Promise<string[]>;
export function tryToLeave(url: string): string;
export function tryToOpen(urls: string[]): boolean[];
export function permissions(): Promise<Record<string, string>>;
export function frameOfOurs(): Promise<{ bridge: string; ports: string[]; forged: boolean }>;
export function shownInFrame(src: string): Promise<string>;
export function addFrame(src: string): void;
export function loadFont(name: string): Promise<'loaded'>;
export function sizeOfPicture(src: string): Promise<[number, number] | 'refused'>;
export function pastePicture(base64: string): boolean;
export function loadAsScript(src: string): Promise<'ran' | 'refused'>;
export function reachOut(): Promise<Record<string, 'went out' | 'refused'>>;
export function canRead(url: string): Promise<'read' | 'refused'>;
export function watchFrames(): void;
/** In milliseconds, since `watchFrames`. */
export function watchedFrames(): { gap: number; task: number };
